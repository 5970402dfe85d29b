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

import io.github.camelatproto.component.commit.WriterEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meters that break do not break the writer that tells them. */
record GuardedEvents(WriterEvents events) implements WriterEvents {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedEvents.class);

    private static void guard(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.debug("A meter could not be told", e);
        }
    }

    @Override
    public void committed(int units, int writes, Duration took) {
        guard(() -> events.committed(units, writes, took));
    }

    @Override
    public void swapped() {
        guard(events::swapped);
    }

    @Override
    public void settled(String verdict) {
        guard(() -> events.settled(verdict));
    }

    @Override
    public void queued(int units) {
        guard(() -> events.queued(units));
    }

    @Override
    public void waited(Duration inQueue) {
        guard(() -> events.waited(inQueue));
    }

    @Override
    public void held(Duration forPoints) {
        guard(() -> events.held(forPoints));
    }

    @Override
    public void pointsLeft(String bucket, int points) {
        guard(() -> events.pointsLeft(bucket, points));
    }
}
