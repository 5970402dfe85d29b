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

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.data.Cid;

/**
 * The records of a collection at one commit. Immutable and safe for use by any thread.
 *
 * @param head    the repo's head then
 * @param records the records' CIDs by their keys
 * @param isWhole whether all of them are known, and not only those that a message speaks of
 */
public record CollectionState(Cid head, Map<String, Cid> records, boolean isWhole) {

    public CollectionState {
        records = Collections.unmodifiableMap(new TreeMap<>(records));
    }

    /** The same after a commit of ours. */
    CollectionState after(List<NamedWrite> writes, Cid commit) {
        Map<String, Cid> changed = new TreeMap<>(records);
        for (NamedWrite write : writes) {
            Cid after = write.after();
            if (after == null) {
                changed.remove(write.rkey().value());
            } else {
                changed.put(write.rkey().value(), after);
            }
        }
        return new CollectionState(commit, changed, isWhole);
    }
}
