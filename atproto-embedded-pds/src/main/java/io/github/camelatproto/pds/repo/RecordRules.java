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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.lexicon.ValidationError;
import io.github.camelatproto.pds.blob.BlobRef;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.TidClock;
import org.jspecify.annotations.Nullable;

/**
 * What the reference PDS demands of a record before it looks at the repo, in its order: numbers, $type, lexicon, blobs
 * of an old form, encoding. Thread-safe.
 */
final class RecordRules {

    private static final String TYPE = "$type";
    private static final int MAX_BLOCK = 1024 * 1024;

    private final Lexicons lexicons;
    private final TidClock tids;

    RecordRules(Lexicons lexicons, TidClock tids) {
        this.lexicons = lexicons;
        this.tids = tids;
    }

    /**
     * Checks and encodes a record.
     *
     * @param  rkey      null = a new TID
     * @param  input     where the record lies in the caller's input, such as {@code $.record}
     * @param  validated where a lexicon's errors say that it lies
     * @throws XrpcError 400 InvalidRequest, or 500 for integers beyond 2^53 - 1
     */
    PreparedWrite prepare(
            Action action, Nsid collection, @Nullable RecordKey rkey, Map<String, @Nullable Object> record,
            @Nullable Boolean validate, String input, String validated) {
        LaxTree.refuseFloats(record, input);
        Map<String, @Nullable Object> typed = typed(collection, record);
        RecordKey key = rkey == null ? new RecordKey(tids.next().value()) : rkey;
        String status = validate(collection, key, typed, validate, validated);
        LaxTree.refuseLegacyBlobs(typed);
        LaxTree.refuseHugeIntegers(typed);
        byte[] block = encode(typed);
        StoredRecord stored = new StoredRecord(collection.value(), key.value(), block);
        return new PreparedWrite(action, collection, key, stored, BlobRef.in(typed), status);
    }

    private static Map<String, @Nullable Object> typed(Nsid collection, Map<String, @Nullable Object> record) {
        if (!record.containsKey(TYPE)) {
            Map<String, @Nullable Object> typed = new LinkedHashMap<>(record);
            typed.put(TYPE, collection.value());
            return typed;
        }
        Object type = record.get(TYPE);
        if (!collection.value().equals(type)) {
            throw XrpcError.invalidRequest("Invalid $type: expected " + collection + ", got " + asJavaScriptPrints(type));
        }
        return record;
    }

    private @Nullable String validate(
            Nsid collection, RecordKey rkey, Map<String, @Nullable Object> record, @Nullable Boolean validate, String path) {
        if (Boolean.FALSE.equals(validate)) {
            return null;
        }
        String nsid = collection.value();
        if (!lexicons.isKnownRecord(nsid)) {
            if (Boolean.TRUE.equals(validate)) {
                throw XrpcError.invalidRequest("Unknown lexicon type: " + nsid);
            }
            return "unknown";
        }
        for (ValidationError error : lexicons.validateRecordKey(nsid, rkey.value())) {
            throw XrpcError.invalidRequest("Invalid record key for " + nsid + ": " + error);
        }
        for (ValidationError error : lexicons.validateRecord(nsid, record)) {
            throw XrpcError.invalidRequest("Invalid " + nsid + " record: " + error.message() + " at " + path
                                           + error.path().substring(1));
        }
        return "valid";
    }

    private static String asJavaScriptPrints(@Nullable Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : "[object Object]";
    }

    private static byte[] encode(Map<String, @Nullable Object> record) {
        byte[] block;
        try {
            block = DagCbor.encode(record);
        } catch (DataModelException e) {
            throw XrpcError.invalidRequest(e.reason());
        }
        if (block.length > MAX_BLOCK) {
            throw XrpcError.invalidRequest("Record too large. Max: " + MAX_BLOCK + " bytes");
        }
        return block;
    }
}
