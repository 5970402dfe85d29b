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
package io.github.camelatproto.contract;

import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The operations of applyWrites, on things where nothing else is said. */
final class Writes {
    private static final String TYPE = Calls.APPLY_WRITES + "#";

    private Writes() {
    }

    /** Leaves the rkey to the PDS. */
    static ObjectNode create(ObjectNode record) {
        return write("create").put("collection", record.path("$type").textValue()).set("value", record);
    }

    static ObjectNode create(String rkey, ObjectNode record) {
        return create(record).put("rkey", rkey);
    }

    static ObjectNode update(String rkey, ObjectNode record) {
        return create(rkey, record).put("$type", TYPE + "update");
    }

    static ObjectNode delete(String rkey) {
        return write("delete").put("collection", Records.THING).put("rkey", rkey);
    }

    /** So many creates of different things. */
    static ObjectNode[] creates(int count) {
        return IntStream.range(0, count).mapToObj(n -> create(Records.thing(n))).toArray(ObjectNode[]::new);
    }

    private static ObjectNode write(String action) {
        return Json.object("{}").put("$type", TYPE + action);
    }
}
