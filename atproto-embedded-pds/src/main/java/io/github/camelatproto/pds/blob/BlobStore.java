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

import java.util.List;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Did;

/** Where the bytes of blobs are. They are taken out with the commit that lets go of them. */
public interface BlobStore {

    /** In the order in which they were put in. */
    List<Blob> blobs(Did did);

    /** What has returned is kept. */
    void put(Did did, Blob blob, byte[] bytes);

    /** Gives the bytes of a blob that is there; they are not to be changed. */
    byte[] bytes(Did did, Cid cid);
}
