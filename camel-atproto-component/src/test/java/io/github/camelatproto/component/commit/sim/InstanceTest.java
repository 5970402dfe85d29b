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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.camelatproto.component.commit.VirtualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of what happens to an engine at one instant. */
class InstanceTest {

    @Test
    void whatIsHeardAtTheInstantAtWhichTimeIsUpIsHeardInTime() {
        VirtualTime time = new VirtualTime();
        Instance instance = new Instance(time, time.clock(), new Random(1));
        List<String> order = new ArrayList<>();

        instance.schedule(Duration.ofSeconds(30), () -> order.add("time is up"));
        instance.happen(Duration.ofSeconds(30), () -> order.add("heard"));
        time.run();

        assertThat(order).containsExactly("heard", "time is up");
    }
}
