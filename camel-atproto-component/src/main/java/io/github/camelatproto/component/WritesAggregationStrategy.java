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
package io.github.camelatproto.component;

import java.util.List;
import java.util.Objects;

import io.github.camelatproto.component.operation.Batch;
import io.github.camelatproto.component.operation.Stamp;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gathers messages into batches for {@code atproto:applyWrites?atomic=false}. It is for sources that cannot be read
 * again, with a persistent aggregation repository such as {@code JdbcAggregationRepository}, and its recovery.
 *
 * <p>
 * A message may be whatever {@code createRecord} and {@code applyWrites} take. The batch is a list in the body, since
 * repositories keep no exchange properties and only the first message's headers: each item is JSON text of a
 * {@code com.atproto.repo.applyWrites#create}, with its collection and its record key. Text and {@code java.util} pass
 * every deserialization filter.
 *
 * <p>
 * The record key is fixed when the message enters, and stored with it, so that a batch may be delivered as often as it
 * takes. It is given (by the item, a header or the option {@code rkey}), or derived from the message's idempotency key
 * (the item's, the header {@code CamelAtprotoIdempotencyKey}, or the option {@code idempotencyKey}). Without either it
 * is a new TID that is also the item's idempotency key: a name for this write alone, under which it lands once, however
 * often the batch is delivered. It does not help where the source delivers the message again: to be one record then, a
 * message needs a name of its own.
 *
 * <p>
 * A batch is closed before a message that would make it pass {@code maxWritesPerCommit} or {@code maxRequestBytes},
 * that writes to a record of the batch again, or that is for another repo or has another {@code validate}. It is also
 * closed by the aggregator's {@code completionTimeout} or {@code completionInterval}, of which it needs one for the
 * last messages; the other completion options are not looked at by Camel beside a strategy that completes before it
 * aggregates.
 *
 * <p>
 * The writes of a batch belong to messages that have nothing to do with each other, and a message that its source
 * delivers again comes in another batch; therefore {@code atomic=false}: each write is settled by itself, and what is
 * in the repo already is left alone.
 *
 * <p>
 * A message that cannot be written fails by itself, before it enters, and leaves the batch as it was. Updates and
 * deletes are such messages unless {@code allowUpdates} is set, because a batch that failed and is recovered may land
 * after a newer one. In a splitter it gathers the parts of one message; nothing closes a batch there.
 *
 * <p>
 * Options are set before the route starts; then it is safe for use by any thread.
 */
public class WritesAggregationStrategy extends ServiceSupport implements AggregationStrategy, CamelContextAware {

    private static final String STAMPED = "CamelAtprotoStamped";
    private static final List<String> OF_THE_BATCH = List.of(AtprotoConstants.REPO, AtprotoConstants.VALIDATE);

    private final AtprotoConfiguration options = new AtprotoConfiguration();
    private int maxWritesPerCommit = 200;
    private int maxRequestBytes = 150_000;
    private boolean allowUpdates;
    private @Nullable CamelContext camelContext;
    private volatile @Nullable Stamp stamp;

    @Override
    public boolean canPreComplete() {
        return true;
    }

    @Override
    public boolean preComplete(@Nullable Exchange oldExchange, Exchange newExchange) {
        // all that can be wrong with a message is found here, while the batch is as it was
        Batch next = stamped(newExchange);
        newExchange.setProperty(STAMPED, true);
        return oldExchange != null
                && !(OF_THE_BATCH.stream().allMatch(header -> isSame(header, oldExchange, newExchange))
                        && Batch.of(oldExchange.getMessage().getBody())
                                .takes(next, maxWritesPerCommit, maxRequestBytes));
    }

    private static boolean isSame(String header, Exchange oldExchange, Exchange newExchange) {
        return Objects.equals(oldExchange.getMessage().getHeader(header), newExchange.getMessage().getHeader(header));
    }

    @Override
    public Exchange aggregate(@Nullable Exchange oldExchange, Exchange newExchange) {
        if (oldExchange != null && oldExchange.isFailed()) {
            return oldExchange;
        }
        if (newExchange.isFailed()) {
            // a part that a splitter could not prepare fails the whole
            return newExchange;
        }
        Batch next = newExchange.removeProperty(STAMPED) == null
                ? stamped(newExchange) : Batch.of(newExchange.getMessage().getBody());
        if (oldExchange == null) {
            return newExchange;
        }
        oldExchange.getMessage().setBody(Batch.of(oldExchange.getMessage().getBody()).with(next).body());
        return oldExchange;
    }

    private Batch stamped(Exchange exchange) {
        Batch batch = stamp(exchange.getContext()).read(exchange)
                .checked(maxWritesPerCommit, maxRequestBytes);
        exchange.getMessage().setBody(batch.body());
        return batch;
    }

    private Stamp stamp(CamelContext context) {
        Stamp made = stamp;
        if (made == null) {
            made = new Stamp(options, context, AtprotoComponent.tidClock(context), allowUpdates);
            stamp = made;
        }
        return made;
    }

    @Override
    protected void doStart() {
        if (camelContext != null) {
            stamp(camelContext);
        }
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(@Nullable CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public @Nullable String getCollection() {
        return options.getCollection();
    }

    /**
     * The collection of bare records, an NSID such as app.bsky.feed.post; the header CamelAtprotoCollection where it is
     * absent.
     */
    public void setCollection(@Nullable String collection) {
        options.setCollection(collection);
    }

    public boolean isAllowCollectionFromHeader() {
        return options.isAllowCollectionFromHeader();
    }

    /** Whether the header CamelAtprotoCollection comes before the option collection. */
    public void setAllowCollectionFromHeader(boolean allowCollectionFromHeader) {
        options.setAllowCollectionFromHeader(allowCollectionFromHeader);
    }

    public @Nullable String getRkey() {
        return options.getRkey();
    }

    /** The record key of a message that is one record, in the Simple language. */
    public void setRkey(@Nullable String rkey) {
        options.setRkey(rkey);
    }

    public @Nullable String getIdempotencyKey() {
        return options.getIdempotencyKey();
    }

    /**
     * The message's own name, in the Simple language, such as <code>${header.JMSMessageID}</code>, from which the
     * record key is derived; the header CamelAtprotoIdempotencyKey comes before it.
     */
    public void setIdempotencyKey(@Nullable String idempotencyKey) {
        options.setIdempotencyKey(idempotencyKey);
    }

    public @Nullable String getIdempotencyInstant() {
        return options.getIdempotencyInstant();
    }

    /** A date that belongs to the message, in the Simple language: the derived record key lies in that UTC day. */
    public void setIdempotencyInstant(@Nullable String idempotencyInstant) {
        options.setIdempotencyInstant(idempotencyInstant);
    }

    public int getMaxWritesPerCommit() {
        return maxWritesPerCommit;
    }

    /** The most writes of a batch, 1 to 200; the default is 200. A message that holds more is refused. */
    public void setMaxWritesPerCommit(int maxWritesPerCommit) {
        if (maxWritesPerCommit < 1 || maxWritesPerCommit > 200) {
            throw new IllegalArgumentException("maxWritesPerCommit is " + maxWritesPerCommit + "; it must be 1 to 200");
        }
        this.maxWritesPerCommit = maxWritesPerCommit;
    }

    public int getMaxRequestBytes() {
        return maxRequestBytes;
    }

    /** The most bytes of a batch as JSON; the default is 150,000. A larger write has a batch to itself. */
    public void setMaxRequestBytes(int maxRequestBytes) {
        this.maxRequestBytes = maxRequestBytes;
    }

    public boolean isAllowUpdates() {
        return allowUpdates;
    }

    /** Whether updates and deletes are taken too; the default is false. A recovered batch may undo what is newer. */
    public void setAllowUpdates(boolean allowUpdates) {
        this.allowUpdates = allowUpdates;
    }
}
