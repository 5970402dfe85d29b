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
package io.github.camelatproto.pds.repo;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import org.jspecify.annotations.Nullable;

/** A record as it lies in a repo. Immutable. */
public final class StoredRecord {

    private final String collection;
    private final String rkey;
    private final Cid cid;
    private final byte[] block;

    /**
     * Takes an encoded record and computes its CID.
     *
     * @param block its DAG-CBOR, kept as it is; not to be changed any more
     */
    public StoredRecord(String collection, String rkey, byte[] block) {
        this.collection = collection;
        this.rkey = rkey;
        this.cid = Cid.ofDagCbor(block);
        this.block = block;
    }

    public String collection() {
        return collection;
    }

    public String rkey() {
        return rkey;
    }

    public Cid cid() {
        return cid;
    }

    /** Gives its DAG-CBOR, not a copy; not to be changed. */
    public byte[] block() {
        return block;
    }

    /** Decodes the record. */
    @Nullable
    Object value() {
        return DagCbor.decode(block);
    }

    /** Its key in the repo's tree. */
    String path() {
        return collection + "/" + rkey;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredRecord that && collection.equals(that.collection) && rkey.equals(that.rkey)
                && cid.equals(that.cid);
    }

    @Override
    public int hashCode() {
        return 31 * rkey.hashCode() + cid.hashCode();
    }

    /** Gives the place and the CID, not the content. */
    @Override
    public String toString() {
        return path() + " (" + cid + ")";
    }
}
