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
package io.github.camelatproto.component.trial;

import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;
import org.jspecify.annotations.Nullable;

/**
 * A write that a message asks for.
 *
 * @param isOwn  whether its rkey is made or derived for it, so that nobody else uses it
 * @param rkey   null where the component finds it
 * @param record null for a delete; never the same twice, so that its CID says who wrote it
 * @param after  the CID that lies there afterwards; null for a delete
 */
record Intent(
        Kind kind, String collection, boolean isOwn, @Nullable String rkey, @Nullable Map<String, Object> record,
        @Nullable Cid after) {

    enum Kind {
        CREATE(3),
        UPDATE(2),
        DELETE(1);

        private final int points;

        Kind(int points) {
            this.points = points;
        }

        int points() {
            return points;
        }
    }

    static Intent create(boolean isOwn, @Nullable String rkey, Map<String, Object> record) {
        return new Intent(Kind.CREATE, Plan.THING, isOwn, rkey, record, cid(record));
    }

    static Intent update(String rkey, Map<String, Object> record) {
        return new Intent(Kind.UPDATE, Plan.THING, false, rkey, record, cid(record));
    }

    static Intent delete(String rkey) {
        return new Intent(Kind.DELETE, Plan.THING, false, rkey, null, null);
    }

    private static Cid cid(Map<String, Object> record) {
        return Write.create(Plan.THING, record).cid();
    }

    @Nullable
    String path() {
        return rkey == null ? null : collection + "/" + rkey;
    }

    @Override
    public String toString() {
        return (isOwn ? "own " : "") + kind + " " + path() + " = " + after;
    }
}
