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

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** What the other writer does: it changes, deletes and restores records that everybody writes to, and makes its own. */
final class Theirs {

    private final AtomicInteger number = new AtomicInteger();

    /** The records that are there when a trial begins. */
    List<Intent> beginning() {
        return Plan.everybodys().map(rkey -> create(rkey)).toList();
    }

    /** Something on any record. */
    List<Intent> any(RandomGenerator random) {
        return on("s" + random.nextInt(Plan.SHARED), random);
    }

    List<Intent> on(String rkey, RandomGenerator random) {
        return switch (random.nextInt(6)) {
            // a delete comes with a record of its own, which tells it from deletes by messages
            case 0 -> List.of(Intent.delete(rkey), own());
            case 1 -> List.of(create(rkey));
            case 2 -> List.of(own());
            default -> List.of(update(rkey));
        };
    }

    Intent update(String rkey) {
        return Intent.update(rkey, value());
    }

    private Intent create(String rkey) {
        return Intent.create(false, rkey, value());
    }

    private Intent own() {
        int next = number.incrementAndGet();
        return Intent.create(true, "theirs-" + next, value());
    }

    private Map<String, Object> value() {
        return Map.of("text", "theirs " + number.incrementAndGet());
    }
}
