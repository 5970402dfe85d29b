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
import java.util.List;
import java.util.function.Consumer;

import io.github.camelatproto.component.commit.WriterEvents;
import io.github.camelatproto.repo.CommitMeta;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all of them. Those that break do not break the writer that tells them, nor the others. */
record GuardedEvents(List<WriterEvents> all) implements WriterEvents {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedEvents.class);

    private void tell(Consumer<WriterEvents> telling) {
        for (WriterEvents events : all) {
            try {
                telling.accept(events);
            } catch (RuntimeException e) {
                LOG.debug("{} could not be told", events, e);
            }
        }
    }

    @Override
    public void committed(@Nullable CommitMeta commit, int units, int writes, Duration took) {
        tell(events -> events.committed(commit, units, writes, took));
    }

    @Override
    public void swapped() {
        tell(WriterEvents::swapped);
    }

    @Override
    public void settled(String verdict) {
        tell(events -> events.settled(verdict));
    }

    @Override
    public void queued(int units) {
        tell(events -> events.queued(units));
    }

    @Override
    public void waited(Duration inQueue) {
        tell(events -> events.waited(inQueue));
    }

    @Override
    public void held(Duration forPoints) {
        tell(events -> events.held(forPoints));
    }

    @Override
    public void pointsLeft(String bucket, int points) {
        tell(events -> events.pointsLeft(bucket, points));
    }
}
