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
package io.github.camelatproto.schedule;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.lexicon.ValidationError;
import io.github.camelatproto.syntax.Nsid;

/**
 * Any record. Immutable.
 *
 * @param collection of the record
 * @param record     in the data model, with its {@code $type}
 */
public record RecordContent(Nsid collection, Map<String, Object> record) implements Content {

    private static final Set<String> KEYS = Set.of("collection", "record");

    static RecordContent of(Map<String, ?> given) {
        Draft.checkKeys(given, KEYS, "an entry with a record");
        Nsid collection;
        try {
            collection = Nsid.parse(Draft.text(given, "collection", ""));
        } catch (IllegalArgumentException e) {
            throw new InvalidEntryException("collection: " + e.getMessage(), e);
        }
        if (!(given.get("record") instanceof Map<?, ?> map)) {
            throw new InvalidEntryException("record: it is to be an object");
        }
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("$type", collection.value());
        try {
            if (AtJson.parse(AtJson.write(map)) instanceof Map<?, ?> tree) {
                tree.forEach((key, value) -> record.put(String.valueOf(key), value));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidEntryException("record: " + e.getMessage(), e);
        }
        if (!collection.value().equals(record.get("$type"))) {
            throw new InvalidEntryException("record: its $type is not the collection " + collection);
        }
        if (Lexicons.bundled().isKnownRecord(collection.value())) {
            for (ValidationError error : Lexicons.bundled().validateRecord(collection.value(), record)) {
                throw new InvalidEntryException("record: " + error.message() + " at " + error.path());
            }
        }
        return new RecordContent(collection, record);
    }

    @Override
    public String title() {
        return collection.value();
    }
}
