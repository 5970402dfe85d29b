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
package io.github.camelatproto.component;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.github.camelatproto.component.commit.WriterEvents;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/** Counts what one writer has done since it was made. Thread-safe. */
final class RepoTally implements WriterEvents {

    private final LongAdder commits = new LongAdder();
    private final Map<String, LongAdder> settled = new ConcurrentHashMap<>();
    private volatile @Nullable Tid lastRev;

    @Override
    public void committed(@Nullable CommitMeta commit, int units, int writes, Duration took) {
        commits.increment();
        if (commit != null) {
            lastRev = commit.rev();
        }
    }

    @Override
    public void settled(String verdict) {
        settled.computeIfAbsent(verdict, name -> new LongAdder()).increment();
    }

    long commits() {
        return commits.sum();
    }

    /** The revision of the last commit that an answer named; null where there is none yet. */
    @Nullable
    Tid lastRev() {
        return lastRev;
    }

    /** How many messages and list items ended, by verdict. */
    Map<String, Long> settled() {
        Map<String, Long> counts = new TreeMap<>();
        settled.forEach((verdict, count) -> counts.put(verdict, count.sum()));
        return counts;
    }
}
