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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** Weather as a scenario has it: what happens to the next sends, one each; all else goes well. */
final class Script implements Weather {

    static final Duration ONE_WAY = Duration.ofMillis(10);

    private final Queue<Passage> passages = new ArrayDeque<>();
    private BooleanSupplier asksFail = () -> false;

    Script next(Passage... ordered) {
        passages.addAll(List.of(ordered));
        return this;
    }

    void asksFailWhile(BooleanSupplier fails) {
        asksFail = fails;
    }

    @Override
    public Passage send(Call call) {
        // a scenario's faults befall what carries units
        Passage ordered = call.attempt.writes().isEmpty() ? null : passages.poll();
        return ordered == null ? Passage.fine(ONE_WAY, ONE_WAY) : ordered;
    }

    @Override
    public Question ask() {
        return new Question(ONE_WAY, ONE_WAY, !asksFail.getAsBoolean());
    }
}
