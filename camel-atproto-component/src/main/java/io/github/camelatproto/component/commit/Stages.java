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
package io.github.camelatproto.component.commit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.camelatproto.component.exception.AtprotoException;

/** One step after another, without a thread that waits between them. */
public final class Stages {

    private Stages() {
    }

    static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** What made a stage fail; the stages after it wrap that. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The same, as the route is told of it. */
    static AtprotoException error(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof AtprotoException known
                ? known : new AtprotoException(String.valueOf(cause.getMessage()), cause);
    }

    /** Takes the step for each item once that for the item before has completed; ends at the first that fails. */
    static <T> CompletionStage<Void> inOrder(List<T> items, Function<T, CompletionStage<Void>> step) {
        CompletionStage<Void> last = done();
        for (T item : items) {
            last = last.thenCompose(previous -> step.apply(item));
        }
        return last;
    }
}
