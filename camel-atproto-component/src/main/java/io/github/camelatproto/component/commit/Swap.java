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

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/** The {@code swapCommit} that a caller asked for. */
public sealed interface Swap {

    /** No condition. */
    record None() implements Swap {
    }

    /** Only on this commit; if the repo has moved on, the caller is told. */
    record Exactly(Cid commit) implements Swap {
    }

    /**
     * On whatever the head is. When it moves, at most {@code maxRetries} times: with a rebase the unit is computed
     * anew, without one its creates are sent again, and those of its changes that name the value they replace.
     */
    record Latest(int maxRetries, @Nullable Rebase rebase) implements Swap {

        public Latest(int maxRetries) {
            this(maxRetries, null);
        }
    }
}
