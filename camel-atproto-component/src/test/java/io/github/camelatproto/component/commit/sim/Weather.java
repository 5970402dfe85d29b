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

/** Decides what happens to each call. */
interface Weather {

    Passage send(Call call);

    Question ask();

    /**
     * What happens to a read or a question for the head.
     *
     * @param there    how long until it arrives
     * @param back     how long its answer takes
     * @param answered whether its answer is heard
     */
    record Question(Duration there, Duration back, boolean answered) {
    }
}
