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
package io.github.camelatproto.component.operation;

import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.data.RecordEncoder;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * One item of a list: the write it asks for, and the name that it carries for it.
 *
 * @param write              the write; a create may have no rkey yet
 * @param record             its record as it was given, where that is of the data model as it stands; else null
 * @param idempotencyKey     the item's own name, from its member {@code idempotencyKey}
 * @param idempotencyInstant a date that belongs to it, from its member {@code idempotencyInstant}
 * @param swapRecord         the value that its author read, from its member {@code swapRecord}; null where any will do
 */
record ListItem(
        Write write, @Nullable Map<String, ? extends @Nullable Object> record, @Nullable String idempotencyKey,
        @Nullable Instant idempotencyInstant, @Nullable SwapRecord swapRecord) {

    static final String OPERATION = "com.atproto.repo.applyWrites#";

    /**
     * Reads an operation of the lexicon (known by its {@code $type} only), or else a bare record, which is a create in
     * the endpoint's collection.
     *
     * @param collection the endpoint's; null where it has none
     * @param path       where the item is in the input, for errors, such as {@code $.writes[3]}
     * @param encoder    of the records of the list
     */
    static ListItem of(
            Object item, @Nullable Supplier<Nsid> collection, Supplier<String> path, RecordEncoder encoder) {
        if (item instanceof Write write) {
            return new ListItem(write, null, null, null, null);
        }
        if (!(item instanceof Map<?, ?> map)) {
            throw new RecordValidationException(
                    path.get() + " is no JSON object; an item is a record or an operation of com.atproto.repo.applyWrites",
                    path.get(),
                    "not a JSON object");
        }
        try {
            return map.get("$type") instanceof String type && type.startsWith(OPERATION)
                    ? operation(type.substring(OPERATION.length()), map, path, encoder)
                    : record(map, collection, path, encoder);
        } catch (DataModelException e) {
            throw invalid(e, isOperation(map) ? path.get() + ".value" : path.get(), "");
        }
    }

    /** Whether it is an operation of the lexicon. */
    static boolean isOperation(@Nullable Object item) {
        return item instanceof Write
                || (item instanceof Map<?, ?> map && map.get("$type") instanceof String type && type.startsWith(OPERATION));
    }

    /** The name that an item carries, even where it cannot be read otherwise. */
    static @Nullable String idempotencyKeyOf(@Nullable Object item) {
        return isOperation(item) && item instanceof Map<?, ?> map && map.get("idempotencyKey") != null
                ? String.valueOf(map.get("idempotencyKey")) : null;
    }

    private static ListItem record(
            Map<?, ?> record, @Nullable Supplier<Nsid> collection, Supplier<String> path, RecordEncoder encoder) {
        if (collection == null) {
            throw new InvalidInputException(
                    path.get() + " is a bare record, and there is no collection for it: set the option collection");
        }
        Write write = new Write.Create(collection.get(), null, objects(record), encoder);
        refuseBytes(write, record, encoder);
        return new ListItem(write, encoder.model(), null, null, null);
    }

    private static ListItem operation(String kind, Map<?, ?> item, Supplier<String> path, RecordEncoder encoder) {
        Nsid collection = parse(item, "collection", path, Nsid::parse);
        boolean named = item.get("rkey") != null;
        Write write = switch (kind) {
            case "create" -> new Write.Create(
                    collection, named ? parse(item, "rkey", path, RecordKey::parse) : null, value(item, path), encoder);
            case "update" -> new Write.Update(
                    collection, parse(item, "rkey", path, RecordKey::parse), value(item, path), encoder);
            case "delete" -> new Write.Delete(collection, parse(item, "rkey", path, RecordKey::parse));
            default -> throw new InvalidInputException(
                    path.get() + ".$type ends in #" + kind + "; there are #create, #update and #delete");
        };
        if (item.get("value") instanceof Map<?, ?> value && !(write instanceof Write.Delete)) {
            refuseBytes(write, value, encoder);
        }
        Object instant = item.get("idempotencyInstant");
        return new ListItem(
                write, write instanceof Write.Delete ? null : encoder.model(), idempotencyKeyOf(item),
                instant == null ? null : MessageOptions.instant(instant),
                swapRecord(write, item, path));
    }

    private static void refuseBytes(Write write, Map<?, ?> record, RecordEncoder encoder) {
        if (encoder.hasBytes()) {
            BlobValues.refuseBytes(record, write.collection().value());
        }
    }

    private static @Nullable SwapRecord swapRecord(Write write, Map<?, ?> item, Supplier<String> path) {
        SwapRecord swap = Input.swapRecord(item, path.get());
        if (swap != null && swap.cid() != null && write instanceof Write.Create) {
            throw new InvalidInputException(
                    path.get() + " creates a record and has the CID of one as swapRecord; make it an update, or swapRecord null");
        }
        if (swap != null && swap.cid() == null && write instanceof Write.Delete) {
            throw new InvalidInputException(
                    path.get() + " deletes a record and has swapRecord null; give the CID of the record");
        }
        return swap;
    }

    private static <T> T parse(Map<?, ?> item, String member, Supplier<String> path, Function<String, T> parser) {
        if (!(item.get(member) instanceof String text)) {
            throw new InvalidInputException(path.get() + "." + member + " is missing or no string");
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new RecordValidationException(
                    path.get() + "." + member + " cannot be used: " + e.getMessage(), path.get() + "." + member,
                    String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Object> value(Map<?, ?> item, Supplier<String> path) {
        if (item.get("value") instanceof Map<?, ?> value) {
            return objects(value);
        }
        throw new RecordValidationException(
                path.get() + ".value is missing or no JSON object; it must be the record", path.get() + ".value",
                "not a JSON object");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> objects(Map<?, ?> map) {
        // keys are checked where the tree is read into the data model
        return (Map<String, Object>) map;
    }

    /** Says a data model error in the words of the input. */
    static RecordValidationException invalid(DataModelException e, String path, String subject) {
        String where = path + e.path().replaceFirst("^\\$(\\.record)?", "");
        return new RecordValidationException(
                (subject.isEmpty() ? "" : subject + ": ") + e.reason() + " at " + where
                                             + "; correct the record and send it again",
                where, e.reason(), e);
    }
}
