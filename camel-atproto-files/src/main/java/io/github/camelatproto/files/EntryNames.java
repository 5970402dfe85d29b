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
package io.github.camelatproto.files;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * How the entries of a file are named: an entry that is sent again is the same record. Immutable.
 *
 * @param prefix of the names, which are unique in what it stands for
 * @param member the field or column that names an entry, null where its number does
 * @param isRkey whether that is the record key itself
 */
record EntryNames(String prefix, @Nullable String member, boolean isRkey) {

    /** By the file's name and the entry's number. */
    static EntryNames byNumber(String name, String file) {
        return new EntryNames(name + "/" + file + "#", null, false);
    }

    /** By a field or column, whichever file it comes in. */
    static EntryNames byKey(String name, String member) {
        return new EntryNames(name + "/", member, false);
    }

    /** By a field or column that is the record key. */
    static EntryNames byRkey(String member) {
        return new EntryNames("", member, true);
    }

    /** The fields of a record, without the one that is its key. */
    Map<String, @Nullable Object> unnamed(Map<String, @Nullable Object> fields) {
        if (!isRkey || !fields.containsKey(member)) {
            return fields;
        }
        Map<String, @Nullable Object> others = new LinkedHashMap<>(fields);
        others.remove(member);
        return others;
    }

    /**
     * The key of the entry's record.
     *
     * @throws EntryException if it has no name
     */
    RecordKey of(Entry entry, Content content) throws EntryException {
        if (member == null) {
            return RecordKey.of(Tid.ofKey(prefix + entry.number()));
        }
        Object value = content.members().apply(member);
        String name = value instanceof String || value instanceof Number ? value.toString() : "";
        if (name.isBlank()) {
            throw new EntryException("it has no '" + member + "', by which it is to be named");
        }
        if (!isRkey) {
            return RecordKey.of(Tid.ofKey(prefix + name));
        }
        try {
            return RecordKey.parse(name);
        } catch (IllegalArgumentException e) {
            throw new EntryException("its '" + member + "' is no record key");
        }
    }
}
