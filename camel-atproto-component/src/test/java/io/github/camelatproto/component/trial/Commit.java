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
package io.github.camelatproto.component.trial;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Tid;

/**
 * A commit of the repo.
 *
 * @param changes  path to what lies there afterwards; empty where it was deleted
 * @param isTheirs whether the other writer made it
 * @param time     when, as far as is known
 */
record Commit(String cid, Tid rev, Map<String, Optional<Cid>> changes, boolean isTheirs, Instant time) {

    /**
     * The reference's revisions run ahead of the clock, by a microsecond for each that it has made within the same
     * millisecond as the one before since its start: a commit was there when it was answered.
     */
    static Instant time(Tid rev, Instant answered) {
        return rev.instant().isBefore(answered) ? rev.instant() : answered;
    }

    boolean deletes(String path) {
        return Optional.<Cid> empty().equals(changes.get(path));
    }
}
