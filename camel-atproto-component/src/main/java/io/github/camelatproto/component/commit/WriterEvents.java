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

import java.time.Duration;

import io.github.camelatproto.repo.CommitMeta;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RepoWriter} tells of its work, for meters and logs. Called on the writer's thread: implementations are
 * quick, do not block and do not throw.
 */
public interface WriterEvents {

    /** Tells nobody. */
    WriterEvents NONE = new WriterEvents() {
    };

    /**
     * A call carried a group and landed.
     *
     * @param commit null where the answer named none
     */
    default void committed(@Nullable CommitMeta commit, int units, int writes, Duration took) {
    }

    /** A fence was overtaken by another commit. */
    default void swapped() {
    }

    /** A unit ended: with the name of its verdict, such as {@code written}, {@code existing} or {@code unknown}. */
    default void settled(String verdict) {
    }

    /** So many units wait in the queue now. */
    default void queued(int units) {
    }

    /** A unit waited so long in the queue before its group was cut. */
    default void waited(Duration inQueue) {
    }

    /** Units are held for points until the limit is reset. */
    default void held(Duration forPoints) {
    }

    /** A bucket of points, {@code hour} or {@code day}, has at least so many left. */
    default void pointsLeft(String bucket, int points) {
    }
}
