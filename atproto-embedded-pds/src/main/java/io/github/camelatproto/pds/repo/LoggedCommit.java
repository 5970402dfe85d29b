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
package io.github.camelatproto.pds.repo;

import java.time.Instant;
import java.util.List;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/** A commit and what it changed. */
public record LoggedCommit(Cid cid, Tid rev, Instant time, List<Change> changes) {

    /**
     * What one write has changed.
     *
     * @param cid  what lies there now; null where it was deleted
     * @param prev what lay there before; null where there was nothing
     */
    public record Change(String collection, String rkey, @Nullable Cid cid, @Nullable Cid prev) {
    }
}
