/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.pds.xrpc;

/** Who may call a method. */
public enum Access {
    /** Anyone; who it is, is not looked at. */
    PUBLIC,
    /** Anyone, but a token that comes along has to be good. */
    OPTIONAL,
    /** Anyone without a token. */
    ANONYMOUS,
    /** Who has an access token. */
    ACCESS,
    /** As {@link #ACCESS}, where the reference PDS takes tokens of other services too and fails at what is no JWT. */
    ACCESS_OR_SERVICE,
    /** Who has a refresh token; whether it has expired or been revoked is for the method to see. */
    REFRESH
}
