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
import java.util.Optional;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Something that an engine asked of the repo.
 *
 * @param by    the engine
 * @param path  the record, null for the head
 * @param asked when it asked
 * @param told  when it was told, or gave up
 * @param value what it was told, null if nothing
 */
@SuppressWarnings("NullableOptional") // nothing told is not the same as told that nothing is there
record Look(Instance by, @Nullable String path, Instant asked, Instant told, @Nullable Optional<Cid> value) {
}
