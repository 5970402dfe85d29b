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
package io.github.camelatproto.files;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/** Says from time to time how far an import is, how fast it goes and how long it will take. Not thread-safe. */
final class Progress {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final String file;
    private final long bytes;
    private final Clock clock;
    private final Consumer<String> lines;
    private final Instant start;
    private final long firstEntry;
    private final long firstByte;
    private Instant last;

    /**
     * @param bytes      of the whole file
     * @param firstEntry how many entries came before
     * @param firstByte  how many bytes they took
     * @param lines      takes what it says
     */
    Progress(String file, long bytes, long firstEntry, long firstByte, Clock clock, Consumer<String> lines) {
        this.file = file;
        this.bytes = bytes;
        this.firstEntry = firstEntry;
        this.firstByte = firstByte;
        this.clock = clock;
        this.lines = lines;
        this.start = clock.instant();
        this.last = start;
    }

    /** To be told of each step. */
    void at(long entry, long position) {
        Instant now = clock.instant();
        if (Duration.between(last, now).compareTo(EVERY) >= 0) {
            last = now;
            lines.accept(line(entry, position, Duration.between(start, now).toMillis() / 1000.0));
        }
    }

    private String line(long entry, long position, double seconds) {
        double left = position == firstByte ? 0 : seconds * (bytes - position) / (position - firstByte);
        return String.format(
                Locale.ROOT, "%s: %d entries, %d %%, %.0f/s, %s left", file, entry, bytes == 0 ? 100 : position * 100 / bytes,
                (entry - firstEntry) / seconds, time(Math.round(left)));
    }

    private static String time(long seconds) {
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
