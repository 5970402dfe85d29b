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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteOutcome;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** A message on its way through its route, once, and what the route was told of it: more than once where it retries. */
final class Delivery {

    /** What was said of a unit. */
    enum Said {
        LANDED,
        FAILED,
        UNKNOWN
    }

    private final Message message;
    private final Instant sent = Instant.now();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Boolean> success = new CompletableFuture<>();

    Delivery(Message message) {
        this.message = message;
    }

    /** @param error null where it succeeded */
    record Answer(Instant at, @Nullable Throwable error) {

        /** What went wrong with a unit; null where nothing did. */
        @Nullable
        Throwable error(int unit) {
            if (error instanceof PartialWriteException partial) {
                WriteOutcome outcome = partial.getOutcomes().get(unit);
                return outcome.isPresent() ? null : outcome.error();
            }
            return error;
        }

        Said said(int unit) {
            Throwable own = error(unit);
            if (own == null) {
                return Said.LANDED;
            }
            return own instanceof UnknownOutcomeException ? Said.UNKNOWN : Said.FAILED;
        }
    }

    /** The step has failed, and the route may try it again. */
    void failed(Throwable error) {
        answers.add(new Answer(Instant.now(), error));
    }

    void end(Exchange exchange) {
        boolean isSuccess = exchange.getException() == null;
        if (isSuccess || !message.isRetried()) {
            answers.add(new Answer(Instant.now(), exchange.getException()));
        }
        success.complete(isSuccess);
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

    boolean isDone() {
        return success.isDone();
    }

    boolean isSuccess() {
        return success.getNow(false);
    }

    List<Answer> answers() {
        return List.copyOf(answers);
    }

    @Override
    public String toString() {
        return message + ", sent " + sent + (isDone() ? "" : ", hangs");
    }
}
