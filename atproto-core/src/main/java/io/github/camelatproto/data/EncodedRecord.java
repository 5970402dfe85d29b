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
 * A record as requests carry it and as its repo names it: its JSON and its CID, made in one walk through a tree.
 * Immutable and safe for use by any thread.
 */
public final class EncodedRecord {

    private final EncodedJson json;
    private final Cid cid;
    private final int cborSize;
    /** Read when it is asked for first; two threads that do so at once read the same. */
    private @Nullable Map<String, @Nullable Object> record;

    private EncodedRecord(EncodedJson json, Cid cid, int cborSize) {
        this.json = json;
        this.cid = cid;
        this.cborSize = cborSize;
    }

    /**
     * Takes a tree as any JSON library gives it, as {@link AtJson#record(Object)} does; it is not kept.
     *
     * @throws DataModelException if the tree is not of the data model
     */
    public static EncodedRecord of(Map<String, ? extends @Nullable Object> tree) {
        RecordEncoder encoder = new RecordEncoder();
        encoder.encode(tree);
        return new EncodedRecord(new EncodedJson(encoder.json()), encoder.cid(), encoder.cborSize());
    }

    /** Gives its JSON, keys in the order of the tree's maps. */
    public EncodedJson json() {
        return json;
    }

    /** Gives the CID of its DAG-CBOR. */
    public Cid cid() {
        return cid;
    }

    /** Gives the number of bytes of its DAG-CBOR. */
    public int cborSize() {
        return cborSize;
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
