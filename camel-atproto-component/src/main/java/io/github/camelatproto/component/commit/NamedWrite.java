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
package io.github.camelatproto.component.commit;

import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.EncodedJson;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * A write whose record key is fixed, with where that key came from and what to do if a create finds it taken.
 *
 * @param write      the write; a create has its rkey
 * @param origin     where the rkey came from
 * @param onExisting for a create: what to do if another value lies at the rkey
 * @param swapRecord the value that its author read there; null where any will do
 */
public record NamedWrite(Write write, Origin origin, OnExisting onExisting, @Nullable SwapRecord swapRecord) {

    /** What a request spends on a write besides its record: collection, rkey and the names of the fields. */
    private static final int ENVELOPE_BYTES = 160;
    /** What a commit spends on a write besides its record: the nodes of the tree on the way to it. */
    private static final int NODE_BYTES = 1_000;

    /** Where an rkey came from, which says who else may make it. */
    public enum Origin {
        /** Minted for this step and kept with it. */
        FRESH,
        /** Computed from the message's idempotency key. */
        DERIVED,
        /** Chosen by the caller. */
        GIVEN
    }

    public NamedWrite {
        Objects.requireNonNull(write.rkey(), "A write needs its rkey before it is queued");
    }

    public NamedWrite(Write write, Origin origin, OnExisting onExisting) {
        this(write, origin, onExisting, null);
    }

    public Nsid collection() {
        return write.collection();
    }

    public RecordKey rkey() {
        return Objects.requireNonNull(write.rkey());
    }

    /** {@code collection/rkey}: the record's path in its repo. */
    public String path() {
        return collection() + "/" + rkey();
    }

    public boolean isCreate() {
        return write instanceof Write.Create;
    }

    /** Whether nobody else makes this rkey but with the same message. */
    public boolean isOwn() {
        return isCreate() && origin != Origin.GIVEN;
    }

    /** The CID of the record after this write; {@code null} where it is gone. */
    public @Nullable Cid after() {
        if (write instanceof Write.Create create) {
            return create.cid();
        }
        return write instanceof Write.Update update ? update.cid() : null;
    }

    /** The record that it leaves; {@code null} for a delete. */
    public @Nullable Map<String, @Nullable Object> record() {
        if (write instanceof Write.Create create) {
            return create.record();
        }
        return write instanceof Write.Update update ? update.record() : null;
    }

    /** That record as it stands in a request; {@code null} for a delete. */
    public @Nullable EncodedJson json() {
        if (write instanceof Write.Create create) {
            return create.json();
        }
        return write instanceof Write.Update update ? update.json() : null;
    }

    /** A create turned into an update of the same record; anything else is as it was. */
    NamedWrite asUpdate() {
        return write instanceof Write.Create create
                ? new NamedWrite(new Write.Update(create.collection(), rkey(), create.record()), origin, onExisting)
                : this;
    }

    /** About how many bytes of a JSON request this write takes. */
    public int requestBytes() {
        EncodedJson json = json();
        return json == null ? ENVELOPE_BYTES : ENVELOPE_BYTES + json.length();
    }

    /** About how many bytes of a commit's blocks this write takes. */
    public int blockBytes() {
        if (write instanceof Write.Create create) {
            return NODE_BYTES + create.encodedSize();
        }
        return write instanceof Write.Update update ? NODE_BYTES + update.encodedSize() : NODE_BYTES;
    }

    int points() {
        if (write instanceof Write.Create) {
            return 3;
        }
        return write instanceof Write.Update ? 2 : 1;
    }
}
