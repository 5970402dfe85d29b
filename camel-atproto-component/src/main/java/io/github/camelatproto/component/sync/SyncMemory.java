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
package io.github.camelatproto.component.sync;

import java.util.Optional;

import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;

/**
 * Remembers collections as they were at a commit, so that where the head has not moved nothing has to be read. What it
 * has forgotten is read again, and what is older than the head is not used: so it need not be exact, but a state that
 * it gives must have been true at its head. Implementations are thread-safe; they may block, and may throw any
 * unchecked exception, which is logged and otherwise as if they had forgotten.
 */
public interface SyncMemory {

    Optional<CollectionState> load(Did repo, Nsid collection);

    void save(Did repo, Nsid collection, CollectionState state);
}
