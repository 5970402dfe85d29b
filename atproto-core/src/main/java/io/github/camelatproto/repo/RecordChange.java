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
package io.github.camelatproto.repo;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record between two trees. Immutable and safe for use by any thread.
 *
 * @param key    {@code <collection>/<rkey>}
 * @param before the record's CID in the older tree, {@code null} if it was created
 * @param after  the record's CID in the newer tree, {@code null} if it was deleted
 */
public record RecordChange(String key, @Nullable Cid before, @Nullable Cid after) {
}
