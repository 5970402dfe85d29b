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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;

/** The records that are written. */
final class Records {
    /** A collection whose lexicon no PDS knows. */
    static final String THING = "com.example.thing";
    /** A collection whose lexicon every PDS knows, and whose rkeys are TIDs. */
    static final String POST = "app.bsky.feed.post";

    private Records() {
    }

    static ObjectNode thing(int n) {
        return Json.object("{'$type': 'com.example.thing'}").put("n", n);
    }

    static ObjectNode post() {
        return Json.object(
                "{'$type': 'app.bsky.feed.post', 'text': 'Hello', 'createdAt': '2026-11-22T12:00:00.000Z'}");
    }

    /** A post without the text that its lexicon requires. */
    static ObjectNode invalidPost() {
        return post().without("text");
    }

    /** What the record is called when a client computes it. */
    static Cid cid(ObjectNode record) {
        return Cid.ofDagCbor(DagCbor.encode(AtJson.parseRecord(Json.bytes(record))));
    }
}
