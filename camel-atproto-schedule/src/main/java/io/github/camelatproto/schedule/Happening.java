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
 * Something that happened to an entry. Immutable.
 *
 * @param entry      the entry's id
 * @param at         when it happened
 * @param kind       what
 * @param occurrence the time for which it was due, if it was about that
 * @param uri        what was written, if it was
 * @param detail     the rest, for people; may be empty
 */
public record Happening(
        String entry, Instant at, Kind kind, @Nullable Instant occurrence, @Nullable String uri, String detail) {

    /** What may happen. */
    public enum Kind {
        ADDED,
        EDITED,
        HELD,
        RELEASED,
        BROUGHT_FORWARD,
        CANCELLED,
        WAITING,
        PUBLISHED,
        SKIPPED,
        FAILED
    }
}
