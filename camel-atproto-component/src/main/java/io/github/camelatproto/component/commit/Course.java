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

import io.github.camelatproto.component.exception.AtprotoException;
import org.jspecify.annotations.Nullable;

/**
 * What a group has been through.
 *
 * @param failures     calls in a row that settled nothing, for the backoff
 * @param serverErrors the PDS's own 500s in a row for the same writes
 * @param swaps        times a fence of the head was overtaken
 * @param last         what went wrong last, null if nothing did
 */
record Course(int failures, int serverErrors, int swaps, @Nullable AtprotoException last) {

    static final Course START = new Course(0, 0, 0, null);

    /** The course of a part that is sent because the whole was refused. */
    static Course after(AtprotoException refusal) {
        return new Course(0, 0, 0, refusal);
    }

    /** What had to be asked before the next send was not answered. */
    Course waited(AtprotoException error) {
        return new Course(failures + 1, serverErrors, swaps, error);
    }

    Course failed(AtprotoException error) {
        return new Course(failures + 1, 0, swaps, error);
    }

    Course serverFailed(AtprotoException error) {
        return new Course(failures + 1, serverErrors + 1, swaps, error);
    }

    Course swapped(AtprotoException error) {
        return new Course(failures + 1, 0, swaps + 1, error);
    }
}
