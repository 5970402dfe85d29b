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
package io.github.camelatproto.component.trial;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteOutcome;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** A message on its way through its route, once, and what the route was told of it. */
final class Delivery {

    enum Said {
        LANDED,
        FAILED,
        UNKNOWN,
        /** Nothing: it hangs. */
        NOTHING
    }

    private final Message message;
    private final Instant sent = Instant.now();
    private final CompletableFuture<Exchange> done = new CompletableFuture<>();
    private volatile @Nullable Instant ended;

    Delivery(Message message) {
        this.message = message;
    }

    void end(Exchange exchange) {
        ended = Instant.now();
        done.complete(exchange);
    }

    Message message() {
        return message;
    }

    boolean isOf(Message one) {
        return message.number() == one.number();
    }

    Instant sent() {
        return sent;
    }

    CompletableFuture<Exchange> done() {
        return done;
    }

    /** When its route was told; the end of time where it was not. */
    Instant ended() {
        Instant known = ended;
        return known == null ? Instant.MAX : known;
    }

    @Nullable
    Exception error() {
        return done.isDone() ? done.join().getException() : null;
    }

    /** What was said of a unit of the message. */
    Said said(int unit) {
        if (!done.isDone()) {
            return Said.NOTHING;
        }
        Throwable error = error();
        if (error instanceof PartialWriteException partial) {
            List<WriteOutcome> outcomes = partial.getOutcomes();
            error = outcomes.get(unit).isPresent() ? null : outcomes.get(unit).error();
        }
        if (error == null) {
            return Said.LANDED;
        }
        return error instanceof UnknownOutcomeException ? Said.UNKNOWN : Said.FAILED;
    }

    @Override
    public String toString() {
        Exception error = error();
        return message + ", sent " + sent + ", ended " + ended + (error == null ? "" : ": " + error);
    }
}
