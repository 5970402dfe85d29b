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

import java.util.List;
import java.util.Objects;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.blob.BlobRef;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * A write with all that can be known of it without the repo.
 *
 * @param record           null in a delete
 * @param validationStatus {@code valid}, {@code unknown}, or null where nothing was validated
 */
record PreparedWrite(
        Action action, Nsid collection, RecordKey rkey, @Nullable StoredRecord record, List<BlobRef> blobs,
        @Nullable String validationStatus) {

    static PreparedWrite delete(Nsid collection, RecordKey rkey) {
        return new PreparedWrite(Action.DELETE, collection, rkey, null, List.of(), null);
    }

    PreparedWrite as(Action changed) {
        return new PreparedWrite(changed, collection, rkey, record, blobs, validationStatus);
    }

    /** The record's key in the repo's tree. */
    String path() {
        return collection.value() + "/" + rkey.value();
    }

    /** The record of a write that has one. */
    StoredRecord requireRecord() {
        return Objects.requireNonNull(record);
    }

    @Nullable
    Cid cid() {
        return record == null ? null : record.cid();
    }

    WriteResult result(Did repo) {
        return new WriteResult(action, AtUri.of(repo, collection, rkey), cid(), validationStatus);
    }
}
