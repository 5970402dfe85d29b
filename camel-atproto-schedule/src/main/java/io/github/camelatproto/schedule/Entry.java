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
package io.github.camelatproto.schedule;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the schedule at one moment. Immutable.
 *
 * @param draft     what is to be written, and when
 * @param state     what is to become of it
 * @param due       when it comes next; while it is written, and after it failed, when it was due; null if it does not
 *                  come again
 * @param notBefore when it is looked at again: later than {@code due} where it has to wait
 * @param tries     how often it was tried in vain since it was due
 * @param version   grows with every change
 */
public record Entry(
        Draft draft, EntryState state, @Nullable Instant due, Instant notBefore, int tries, long version) {

    public String id() {
        return draft.id();
    }

    Entry in(EntryState next) {
        return new Entry(draft, next, due, notBefore, tries, version);
    }

    Entry comingAt(@Nullable Instant next) {
        return new Entry(draft, state, next, next == null ? notBefore : next, 0, version);
    }

    Entry waitingUntil(Instant moment) {
        return new Entry(draft, state, due, moment, tries, version);
    }

    Entry triedAgainAt(Instant moment) {
        return new Entry(draft, state, due, moment, tries + 1, version);
    }
}
