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

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.camelatproto.component.commit.NamedWrite;

/** Creates that nobody else makes: where one lies, its whole unit has landed. */
final class Marks {

    private Marks() {
    }

    static List<NamedWrite> of(List<NamedWrite> writes) {
        Set<String> touched = new HashSet<>();
        return writes.stream().filter(write -> touched.add(write.path()) && write.isOwn()).toList();
    }
}
