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
package io.github.camelatproto.repo;

import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.data.EncodedJson;
import io.github.camelatproto.data.EncodedRecord;
import io.github.camelatproto.data.RecordEncoder;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * One change of one record, such as applyWrites takes a list of. A record is checked and copied when its write is made,
 * and {@code $type} is added where it is absent, so that a write that exists can be sent and its CID is the one that
 * the PDS will compute. Writes are equal when they leave the same behind: same kind, collection, rkey and CID.
 * Immutable and safe for use by any thread; {@code toString} does not show the record.
 *
 * @see <a href="https://github.com/bluesky-social/atproto/blob/main/lexicons/com/atproto/repo/applyWrites.json">Lexicon
 *      com.atproto.repo.applyWrites</a>
 */
public sealed interface Write {

    /** Gives the collection that the record lies in. */
    Nsid collection();

    /** Gives the record's key, or {@code null} for a {@link Create} that has none yet. */
    @Nullable
    RecordKey rkey();

    /**
     * Creates a record under a key that is still to be found.
     *
     * @param  record                   a tree as any JSON library gives it
     * @throws IllegalArgumentException if the collection is no NSID, or as {@link #create(String, String, Map)}
     */
    static Create create(String collection, Map<String, ? extends @Nullable Object> record) {
        return new Create(Nsid.parse(collection), null, record);
    }

    /**
     * Creates a record.
     *
     * @param  record                   a tree as any JSON library gives it
     * @throws IllegalArgumentException if the collection is no NSID or the rkey no record key
     * @throws DataModelException       if the record is not of the data model, or has another {@code $type}; paths
     *                                  begin with {@code $.record}
     */
    static Create create(String collection, String rkey, Map<String, ? extends @Nullable Object> record) {
        return new Create(Nsid.parse(collection), RecordKey.parse(rkey), record);
    }

    /**
     * Replaces a record.
     *
     * @param  record                   a tree as any JSON library gives it
     * @throws IllegalArgumentException if the collection is no NSID or the rkey no record key
     * @throws DataModelException       if the record is not of the data model, or has another {@code $type}; paths
     *                                  begin with {@code $.record}
     */
    static Update update(String collection, String rkey, Map<String, ? extends @Nullable Object> record) {
        return new Update(Nsid.parse(collection), RecordKey.parse(rkey), record);
    }

    /**
     * Deletes a record.
     *
     * @throws IllegalArgumentException if the collection is no NSID or the rkey no record key
     */
    static Delete delete(String collection, String rkey) {
        return new Delete(Nsid.parse(collection), RecordKey.parse(rkey));
    }

    /** Makes a record; PDSs refuse it where one lies under the key. */
    final class Create implements Write {

        private final Nsid collection;
        private final @Nullable RecordKey rkey;
        private final EncodedRecord content;

        /**
         * Checks and copies the record.
         *
         * @param  record             a tree as any JSON library gives it
         * @throws DataModelException if the record is not of the data model, or has another {@code $type}; paths begin
         *                            with {@code $.record}
         */
        public Create(Nsid collection, @Nullable RecordKey rkey, Map<String, ? extends @Nullable Object> record) {
            this(collection, rkey, record, new RecordEncoder());
        }

        /**
         * The same, with an encoder that is there already; it is not kept.
         *
         * @throws DataModelException as above
         */
        public Create(
                      Nsid collection, @Nullable RecordKey rkey, Map<String, ? extends @Nullable Object> record,
                      RecordEncoder encoder) {
            this(collection, rkey, Content.of(collection, record, encoder));
        }

        private Create(Nsid collection, @Nullable RecordKey rkey, EncodedRecord content) {
            this.collection = collection;
            this.rkey = rkey;
            this.content = content;
        }

        @Override
        public Nsid collection() {
            return collection;
        }

        @Override
        public @Nullable RecordKey rkey() {
            return rkey;
        }

        /** Gives the same create under the key. */
        public Create withRkey(RecordKey key) {
            return new Create(collection, key, content);
        }

        /** Gives the record, with its {@code $type}; unmodifiable. */
        public Map<String, @Nullable Object> record() {
            return content.record();
        }

        /** Gives the record's CID, computed once. */
        public Cid cid() {
            return content.cid();
        }

        /** Gives the record as it stands in a request, written once. */
        public EncodedJson json() {
            return content.json();
        }

        /** Gives the bytes that the record takes in the repo, in DAG-CBOR. */
        public int encodedSize() {
            return content.cborSize();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Create that && collection.equals(that.collection) && Objects.equals(rkey, that.rkey)
                    && cid().equals(that.cid());
        }

        @Override
        public int hashCode() {
            return Objects.hash(collection, rkey, cid());
        }

        @Override
        public String toString() {
            return "create " + collection + "/" + (rkey == null ? "?" : rkey) + " (" + cid() + ")";
        }
    }

    /** Replaces a record. */
    final class Update implements Write {

        private final Nsid collection;
        private final RecordKey rkey;
        private final EncodedRecord content;

        /**
         * Checks and copies the record.
         *
         * @param  record             a tree as any JSON library gives it
         * @throws DataModelException if the record is not of the data model, or has another {@code $type}; paths begin
         *                            with {@code $.record}
         */
        public Update(Nsid collection, RecordKey rkey, Map<String, ? extends @Nullable Object> record) {
            this(collection, rkey, record, new RecordEncoder());
        }

        /**
         * The same, with an encoder that is there already; it is not kept.
         *
         * @throws DataModelException as above
         */
        public Update(
                      Nsid collection, RecordKey rkey, Map<String, ? extends @Nullable Object> record, RecordEncoder encoder) {
            this.collection = collection;
            this.rkey = rkey;
            this.content = Content.of(collection, record, encoder);
        }

        @Override
        public Nsid collection() {
            return collection;
        }

        @Override
        public RecordKey rkey() {
            return rkey;
        }

        /** Gives the record, with its {@code $type}; unmodifiable. */
        public Map<String, @Nullable Object> record() {
            return content.record();
        }

        /** Gives the record's CID, computed once. */
        public Cid cid() {
            return content.cid();
        }

        /** Gives the record as it stands in a request, written once. */
        public EncodedJson json() {
            return content.json();
        }

        /** Gives the bytes that the record takes in the repo, in DAG-CBOR. */
        public int encodedSize() {
            return content.cborSize();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Update that && collection.equals(that.collection) && rkey.equals(that.rkey)
                    && cid().equals(that.cid());
        }

        @Override
        public int hashCode() {
            return Objects.hash(collection, rkey, cid());
        }

        @Override
        public String toString() {
            return "update " + collection + "/" + rkey + " (" + cid() + ")";
        }
    }

    /** Removes a record. */
    record Delete(Nsid collection, RecordKey rkey) implements Write {

        @Override
        public String toString() {
            return "delete " + collection + "/" + rkey;
        }
    }
}
