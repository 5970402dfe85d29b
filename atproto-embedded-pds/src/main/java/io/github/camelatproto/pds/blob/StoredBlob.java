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
package io.github.camelatproto.pds.blob;

import io.github.camelatproto.data.Blob;

/** A blob with what is in it. Immutable. */
public final class StoredBlob {

    private final Blob blob;
    private final byte[] bytes;

    StoredBlob(Blob blob, byte[] bytes) {
        this.blob = blob;
        this.bytes = bytes;
    }

    public Blob blob() {
        return blob;
    }

    /** Gives its bytes, not a copy; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Describes the blob, without its bytes. */
    @Override
    public String toString() {
        return blob.toString();
    }
}
