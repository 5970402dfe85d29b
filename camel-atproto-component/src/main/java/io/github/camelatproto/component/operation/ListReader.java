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
import java.util.function.Supplier;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.data.RecordEncoder;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Reads the items of one message's list into named writes. Not thread-safe. */
final class ListReader {

    private final WriteStep step;
    private final Exchange exchange;
    private final Input input;
    private final boolean isList;
    private final Naming naming;
    private final @Nullable String bare;
    private final @Nullable Supplier<Nsid> collection;
    private final @Nullable String messageKey;
    private final @Nullable Instant messageInstant;
    private final @Nullable Boolean validate;
    private final RecordEncoder encoder = new RecordEncoder();

    /**
     * @param isList whether the items are those of a list; if not, there is one, which is the message itself
     */
    ListReader(WriteStep step, Exchange exchange, Input input, boolean isList, Naming naming) {
        this.step = step;
        this.exchange = exchange;
        this.input = input;
        this.isList = isList;
        this.naming = naming;
        this.bare = step.options().optionalCollection(exchange, input);
        String known = bare;
        this.collection = known == null ? null : () -> step.options().collection(known);
        this.messageKey = step.options().idempotencyKey(exchange);
        this.messageInstant = step.options().idempotencyInstant(exchange);
        this.validate = step.options().validate(exchange, input);
    }

    /** The write of the item at that place. */
    Named read(@Nullable Object content, int place) {
        ListItem item = ListItem.of(step.bodies().item(exchange, content), collection, () -> path(place), encoder);
        String ownKey = item.idempotencyKey();
        String key = ownKey != null ? ownKey : placeKey(place);
        Instant instant = ownKey != null || key == null || item.idempotencyInstant() != null
                ? item.idempotencyInstant() : messageInstant;
        NamedWrite write = naming.name(withRkey(item.write()), item.swapRecord(), key, instant, place);
        step.validation().check(write, item.record(), validate, () -> place(content, place));
        return new Named(write, key);
    }

    private LocalValidation.Place place(@Nullable Object content, int place) {
        String path = path(place);
        return new LocalValidation.Place(
                step.options().repoName(exchange, input), isList ? path : "$",
                ListItem.isOperation(content) ? path + ".value" : path);
    }

    private String path(int place) {
        return isList ? "$.writes[" + place + "]" : "$.record";
    }

    /** The blobs of an item that was refused, if they may be why; null where there are none. */
    RecordBlobs.@Nullable Reading blobs(@Nullable Object content, int place, AtprotoException refusal) {
        if (!(content instanceof Map<?, ?>) || !RecordBlobs.mayCause(refusal)) {
            return null;
        }
        RecordBlobs.Reading blobs = step.blobs(exchange).read(content, path(place), bare);
        return blobs.isEmpty() ? null : blobs;
    }

    /** The name of an item that cannot be read. */
    @Nullable
    String keyOf(@Nullable Object content, int place) {
        String ownKey = ListItem.idempotencyKeyOf(content);
        return ownKey != null ? ownKey : placeKey(place);
    }

    /** A list has one name; its items have it with their place. */
    private @Nullable String placeKey(int place) {
        return messageKey != null && isList ? messageKey + "#" + place : messageKey;
    }

    /** A single record may have its rkey beside it, as in createRecord. */
    private Write withRkey(Write write) {
        if (isList || !(write instanceof Write.Create create) || create.rkey() != null) {
            return write;
        }
        RecordKey rkey = step.options().rkey(exchange, input);
        return rkey == null ? create : create.withRkey(rkey);
    }
}
