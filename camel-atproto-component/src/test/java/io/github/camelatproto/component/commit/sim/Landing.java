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
package io.github.camelatproto.component.commit.sim;

import java.time.Instant;
import java.util.List;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * A commit of the model PDS.
 *
 * @param at      when it was made
 * @param number  its place in the repo's history
 * @param parent  the head before it
 * @param cid     the head after it
 * @param changes what it changed, in order
 * @param call    the engine's call that made it, null where another application did
 */
record Landing(Instant at, int number, @Nullable Cid parent, Cid cid, List<Change> changes, @Nullable Call call) {

    /** What one write did to its record; null stands for absence. */
    record Change(String path, @Nullable Cid before, @Nullable Cid after) {
    }
}
