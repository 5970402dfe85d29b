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

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;

/** Remembers in memory, until the process ends. Thread-safe. */
public final class HeapSyncMemory implements SyncMemory {

    private final Map<String, CollectionState> states = new ConcurrentHashMap<>();

    @Override
    public Optional<CollectionState> load(Did repo, Nsid collection) {
        return Optional.ofNullable(states.get(key(repo, collection)));
    }

    @Override
    public void save(Did repo, Nsid collection, CollectionState state) {
        states.put(key(repo, collection), state);
    }

    private static String key(Did repo, Nsid collection) {
        return repo + "/" + collection;
    }
}
