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
package io.github.camelatproto.component.commit.sim;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.Attempt;
import org.jspecify.annotations.Nullable;

/** One send of an engine: what it carried, what became of it, and what the engine heard of it. */
final class Call {

    final int number;
    final Instance by;
    final Attempt attempt;
    final Instant sent;
    /** Whose units it carried, in order. */
    final List<Dispatch> dispatches;
    /** The commit that it made. */
    @Nullable
    Landing landing;
    /** It was answered 200, and there was nothing to do. */
    boolean hadNothingToDo;
    @Nullable
    Answer answer;
    @Nullable
    Instant answered;

    Call(int number, Instance by, Attempt attempt, Instant sent, List<Dispatch> dispatches) {
        this.number = number;
        this.by = by;
        this.attempt = attempt;
        this.sent = sent;
        this.dispatches = dispatches;
    }

    boolean isFenced() {
        return attempt.fence() != null;
    }

    /** Whether the answer does not say whether it landed. */
    boolean isUnclear() {
        return answer == null || answer instanceof Answer.Unknown || answer instanceof Answer.ServerError;
    }

    /** Whether one of its creates replaced what lay there before it. */
    boolean hasOverwritten() {
        if (landing == null) {
            return false;
        }
        Set<String> touched = new HashSet<>();
        for (int i = 0; i < attempt.writes().size(); i++) {
            Landing.Change change = landing.changes().get(i);
            if (touched.add(change.path()) && attempt.writes().get(i).isCreate() && change.before() != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may have reached the PDS, as far as the engine knows. */
    boolean hasLeft() {
        return !(answer instanceof Answer.NotSent);
    }
}
