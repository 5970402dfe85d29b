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
package io.github.camelatproto.data;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A record as requests carry it and as its repo holds it: its JSON and its DAG-CBOR, made in one walk through a tree.
 * Immutable and safe for use by any thread.
 */
public final class EncodedRecord {

    private final EncodedJson json;
    private final byte[] cbor;
    /** Computed when it is asked for first; two threads that do so at once compute the same. */
    private @Nullable Cid cid;
    /** Read when it is asked for first; two threads that do so at once read the same. */
    private @Nullable Map<String, @Nullable Object> record;

    EncodedRecord(EncodedJson json, byte[] cbor) {
        this.json = json;
        this.cbor = cbor;
    }

    /**
     * Takes a tree as any JSON library gives it, as {@link AtJson#record(Object)} does; it is not kept. For many, one
     * {@link RecordEncoder} is faster.
     *
     * @throws DataModelException if the tree is not of the data model
     */
    public static EncodedRecord of(Map<String, ? extends @Nullable Object> tree) {
        return new RecordEncoder().encode(tree);
    }

    /** Gives its JSON, keys in the order of the tree's maps. */
    public EncodedJson json() {
        return json;
    }

    /** Gives the CID of its DAG-CBOR; computed at first use. */
    public Cid cid() {
        Cid computed = cid;
        if (computed == null) {
            computed = Cid.ofDagCbor(cbor);
            cid = computed;
        }
        return computed;
    }

    /** Gives the number of bytes of its DAG-CBOR. */
    public int cborSize() {
        return cbor.length;
    }

    /** Gives the tree, of the data model and unmodifiable, {@code byte[]} apart; read from the JSON at first use. */
    public Map<String, @Nullable Object> record() {
        Map<String, @Nullable Object> read = record;
        if (read == null) {
            read = json.toRecord();
            record = read;
        }
        return read;
    }
}
