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
package io.github.camelatproto.component.session;

import java.net.URI;

import io.github.camelatproto.syntax.Did;

/**
 * What a login gave. Source: the output of com.atproto.server.createSession.
 *
 * @param did        the account
 * @param handle     its handle at the time, as the PDS wrote it
 * @param pds        where its repo lives
 * @param accessJwt  for calls; short-lived, opaque, never printed
 * @param refreshJwt for new tokens; long-lived, opaque, never printed
 */
public record Session(Did did, String handle, URI pds, String accessJwt, String refreshJwt) {

    @Override
    public String toString() {
        return "session of " + did + " at " + pds;
    }
}
