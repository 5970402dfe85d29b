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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/** What a writer knows of its repo's head, and since when. Not thread-safe; the writer's steps follow one another. */
final class Head {

    private static final Duration RECENT = Duration.ofSeconds(1);

    private final Clock clock;
    private @Nullable Cid commit;
    private Instant asOf = Instant.EPOCH;

    Head(Clock clock) {
        this.clock = clock;
    }

    /** The head is this one now, or null where it has moved nobody knows where. */
    void is(@Nullable Cid now) {
        commit = now;
        asOf = clock.instant();
    }

    /** Somebody else says that the head is this one, so that what is known of it may be older. */
    void mayBe(Cid said) {
        if (!said.equals(commit)) {
            commit = null;
        }
    }

    Optional<Cid> known() {
        return Optional.ofNullable(commit);
    }

    /** The head if it was learnt within the last second. */
    Optional<Cid> recent() {
        Instant now = clock.instant();
        // a clock that was set back makes nothing recent
        return now.isBefore(asOf) || now.isAfter(asOf.plus(RECENT)) ? Optional.empty() : known();
    }
}
