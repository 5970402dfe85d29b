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
package io.github.camelatproto.component.exception;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.AtUri;
import org.jspecify.annotations.Nullable;

/**
 * What became of one write of a list.
 *
 * @param uri            the record; {@code null} for an item that could not be read, and so has no name
 * @param status         how it ended
 * @param cid            the record's CID, {@code null} for a delete and for a write that failed
 * @param commit         the commit that brought it, {@code null} where this exchange did not write it or the PDS does
 *                       not tell
 * @param idempotencyKey the key that the list's item carried, if any
 * @param error          why it failed, {@code null} if it did not
 */
public record WriteOutcome(
        @Nullable AtUri uri, Status status, @Nullable Cid cid, @Nullable CommitMeta commit,
        @Nullable String idempotencyKey, @Nullable AtprotoException error) {

    public enum Status {
        /** This exchange wrote it. */
        WRITTEN,
        /** It was in the repo already: an earlier delivery of the same message, or {@code onExisting=skip}. */
        EXISTING,
        /** It was not written; see {@link WriteOutcome#error()}. */
        FAILED
    }

    /** Whether the record is in the repo as a result of this write or an earlier one of the same name. */
    public boolean isPresent() {
        return status != Status.FAILED;
    }
}
