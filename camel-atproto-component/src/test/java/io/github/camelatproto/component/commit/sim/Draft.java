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

import java.util.Map;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.repo.Write;
import org.jspecify.annotations.Nullable;

/**
 * A write as a message asks for it; each delivery makes its own {@link NamedWrite} of it.
 *
 * @param kind       what it does
 * @param rkey       its rkey; a fresh one is minted from it for each life of the message
 * @param text       the record
 * @param swapRecord the value that the message's author read
 */
record Draft(
        Kind kind, String collection, String rkey, Origin origin, OnExisting onExisting, String text,
        @Nullable SwapRecord swapRecord) {

    static final String NOTES = "com.example.note";
    static final String LIKES = "app.bsky.feed.like";

    enum Kind {
        CREATE,
        UPDATE,
        DELETE
    }

    static Draft fresh(String rkey, String text) {
        return new Draft(Kind.CREATE, NOTES, rkey, Origin.FRESH, OnExisting.SKIP, text, null);
    }

    static Draft derived(String rkey, String text) {
        return new Draft(Kind.CREATE, NOTES, rkey, Origin.DERIVED, OnExisting.SKIP, text, null);
    }

    static Draft given(String rkey, String text, OnExisting onExisting) {
        return new Draft(Kind.CREATE, NOTES, rkey, Origin.GIVEN, onExisting, text, null);
    }

    static Draft update(String rkey, String text) {
        return new Draft(Kind.UPDATE, NOTES, rkey, Origin.GIVEN, OnExisting.FAIL, text, null);
    }

    static Draft delete(String rkey) {
        return new Draft(Kind.DELETE, NOTES, rkey, Origin.GIVEN, OnExisting.FAIL, "", null);
    }

    Draft in(String other) {
        return new Draft(kind, other, rkey, origin, onExisting, text, swapRecord);
    }

    Draft swapping(@Nullable SwapRecord swap) {
        return new Draft(kind, collection, rkey, origin, onExisting, text, swap);
    }

    boolean isOwn() {
        return kind == Kind.CREATE && origin != Origin.GIVEN;
    }

    /** @param life how often the message has lost its fresh rkeys */
    NamedWrite write(int life) {
        String key = origin == Origin.FRESH ? rkey + "-" + life : rkey;
        Map<String, Object> record = Map.of("text", text);
        Write write = switch (kind) {
            case CREATE -> Write.create(collection, key, record);
            case UPDATE -> Write.update(collection, key, record);
            case DELETE -> Write.delete(collection, key);
        };
        return new NamedWrite(write, origin, onExisting, swapRecord);
    }

    @Override
    public String toString() {
        return kind + " " + rkey + " " + origin + (kind == Kind.CREATE ? " " + onExisting : "")
               + (swapRecord == null ? "" : " swapping " + swapRecord.cid());
    }
}
