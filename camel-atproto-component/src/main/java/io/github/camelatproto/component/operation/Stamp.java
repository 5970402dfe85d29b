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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.data.RecordEncoder;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.TidClock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Gives each write of a message, as it enters a batch, its record key and the name that this key comes from, both in
 * the item itself: nothing else of a message is sure to outlive an aggregator. Thread-safe.
 */
public final class Stamp {

    /** What a message says of itself, and must not be taken for what the batch says. */
    private static final List<String> OF_THE_MESSAGE = List.of(
            AtprotoConstants.RKEY, AtprotoConstants.IDEMPOTENCY_KEY, AtprotoConstants.COLLECTION, AtprotoConstants.OPERATION,
            AtprotoConstants.SWAP_RECORD);

    private final Bodies bodies;
    private final MessageOptions options;
    private final TidClock tids;
    private final boolean allowUpdates;

    public Stamp(AtprotoConfiguration configuration, CamelContext context, TidClock tids, boolean allowUpdates) {
        this.bodies = new Bodies(context);
        this.options = new MessageOptions(configuration, context);
        this.tids = tids;
        this.allowUpdates = allowUpdates;
    }

    /**
     * Reads a message as createRecord and applyWrites do, and leaves on it only the headers that hold for the whole
     * batch.
     *
     * @throws io.github.camelatproto.component.exception.AtprotoException if it could not be written in any batch
     */
    public Batch read(Exchange exchange) {
        StepBody body = StepBody.of(exchange, "aggregate");
        Input input = Input.of(bodies.objects(exchange, body));
        body.forget();
        if (!(options.swap(exchange, input) instanceof Swap.None)) {
            throw new InvalidInputException("swapCommit speaks of one commit, and a message in a batch has none of its own");
        }
        ApplyWritesOperation.refuseSwapRecord(input);
        Names names = new Names(
                options.idempotencyKey(exchange), options.idempotencyInstant(exchange),
                input.content() instanceof List<?> ? null : options.rkey(exchange, input));
        String bare = options.optionalCollection(exchange, input);
        Supplier<Nsid> collection = bare == null ? null : () -> options.collection(bare);
        Boolean validate = options.validate(exchange, input);

        boolean isList = input.content() instanceof List<?>;
        List<?> contents = input.content() instanceof List<?> list ? list : List.of(input.content());
        RecordEncoder encoder = new RecordEncoder();
        List<String> writes = new ArrayList<>(contents.size());
        for (int i = 0; i < contents.size(); i++) {
            String path = input.isWrites() || isList ? "$.writes[" + i + "]" : "$.record";
            ListItem item = ListItem.of(bodies.item(exchange, contents.get(i)), collection, () -> path, encoder);
            writes.add(item.write() instanceof Write.Create create
                    ? create(create, item, names, isList ? "#" + i : "") : change(item));
        }
        OF_THE_MESSAGE.forEach(exchange.getMessage()::removeHeader);
        if (validate != null) {
            exchange.getMessage().setHeader(AtprotoConstants.VALIDATE, validate);
        }
        return new Batch(input.repo(), writes);
    }

    /** What names a message's writes, unless they have names of their own. */
    private record Names(@Nullable String key, @Nullable Instant instant, @Nullable RecordKey rkey) {
    }

    /**
     * @param place the item's place in its list, which has one name for all
     */
    private String create(Write.Create create, ListItem item, Names names, String place) {
        String key = item.idempotencyKey();
        Instant instant = item.idempotencyInstant();
        if (key == null && names.key() != null) {
            key = names.key() + place;
            instant = instant == null ? names.instant() : instant;
        }
        RecordKey rkey = create.rkey() == null ? names.rkey() : create.rkey();
        if (rkey == null && key == null) {
            // its own name, and so the same for every delivery of the batch
            rkey = RecordKey.of(tids.next());
            key = rkey.value();
        }
        return BatchItem.of(create.withRkey(rkey == null ? Naming.derive(key, instant) : rkey), key, instant,
                item.swapRecord());
    }

    private String change(ListItem item) {
        Write write = item.write();
        if (!allowUpdates) {
            throw new InvalidInputException(
                    "The message wants to " + WriteObject.kind(write) + " " + write.collection() + "/" + write.rkey()
                                            + ", and a batch that fails may land after a newer one; set allowUpdates where"
                                            + " that does no harm");
        }
        return BatchItem.of(write, null, null, item.swapRecord());
    }
}
