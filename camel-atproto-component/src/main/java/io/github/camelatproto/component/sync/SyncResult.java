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

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.repo.CommitMeta;
import org.jspecify.annotations.Nullable;

/**
 * What a sync came to.
 *
 * @param commits how many it took
 * @param last    the last of them; null where there was none, or the PDS did not say
 * @param state   the collection as it is now; null where the PDS did not say at which commit
 * @param refused why records by these keys could not be written
 */
public record SyncResult(
        int created, int updated, int deleted, int unchanged, int commits, @Nullable CommitMeta last,
        @Nullable CollectionState state, Map<String, AtprotoException> refused) {
}
