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
package io.github.camelatproto.social.card;

import io.github.camelatproto.data.Blob;

/** Brings pictures to the PDS. An implementation may block, and may throw any unchecked exception. */
@FunctionalInterface
public interface Uploads {

    /** The reference to the bytes, once they are there. */
    Blob upload(byte[] bytes, String mimeType);
}
