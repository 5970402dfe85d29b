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
package io.github.camelatproto.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Tid;

/** Whole HTTP answers as a PDS would give them, to those who write the benchmark's records in their order. */
final class CannedAnswers {

    private static final int MAX_WRITES = 200;
    private static final String DID = "did:plc:";
    private static final String COMMIT = "{\"cid\":\"" + Cid.ofDagCbor(DagCbor.encode(Map.of())) + "\",\"rev\":\""
                                         + Tid.ofKey("null") + "\"}";

    private final byte[] created;
    /** By the number of writes. */
    private final List<byte[]> applied = new ArrayList<>();

    CannedAnswers(int recordBytes) {
        List<String> results = Records.posts(MAX_WRITES, recordBytes).stream()
                .map(record -> {
                    Cid cid = Cid.ofDagCbor(DagCbor.encode(record));
                    return "\"uri\":\"at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/" + Records.COLLECTION + "/"
                           + Tid.ofKey(cid.toString()) + "\",\"cid\":\"" + cid + "\",\"validationStatus\":\"valid\"}";
                }).toList();
        created = ok("{\"commit\":" + COMMIT + "," + results.get(0));
        StringBuilder list = new StringBuilder();
        for (String result : results) {
            applied.add(ok("{\"commit\":" + COMMIT + ",\"results\":[" + list + "]}"));
            list.append(list.length() == 0 ? "" : ",")
                    .append("{\"$type\":\"com.atproto.repo.applyWrites#createResult\",").append(result);
        }
        applied.add(ok("{\"commit\":" + COMMIT + ",\"results\":[" + list + "]}"));
    }

    /** Gives the answer to the request whose body lies there. */
    byte[] to(String method, byte[] request, int from, int to) {
        return switch (method) {
            case "com.atproto.repo.createRecord" -> created;
            case "com.atproto.repo.applyWrites" -> applied.get(writes(request, from, to));
            case "com.atproto.server.createSession" -> session(request, from, to, "\"identifier\":\"");
            case "com.atproto.server.createAccount" -> session(request, from, to, "\"handle\":\"");
            case "com.atproto.sync.getLatestCommit" -> ok(COMMIT);
            case "com.atproto.repo.getRecord" -> answer(
                    "400 Bad Request", "{\"error\":\"RecordNotFound\",\"message\":\"Could not locate record\"}");
            default -> answer("501 Not Implemented", "{\"error\":\"MethodNotImplemented\",\"message\":\"No " + method + "\"}");
        };
    }

    /** Nothing in the records holds a #, but for the links of those that have a card, whose $type ends otherwise. */
    private static int writes(byte[] request, int from, int to) {
        int writes = 0;
        for (int i = from; i < to; i++) {
            if (request[i] == '#' && request[i + 1] == 'c' && request[i + 2] == 'r') {
                writes++;
            }
        }
        return writes;
    }

    /** Each name has a DID of its own. */
    private static byte[] session(byte[] request, int from, int to, String member) {
        String body = new String(request, from, to - from, StandardCharsets.UTF_8);
        int start = body.indexOf(member) + member.length();
        String handle = body.substring(start, body.indexOf('"', start));
        String did = DID + Cid.ofRaw(handle.getBytes(StandardCharsets.UTF_8)).toString().substring(8, 32);
        return ok("{\"did\":\"" + did + "\",\"handle\":\"" + handle + "\",\"active\":true"
                  + ",\"accessJwt\":\"" + jwt("access") + "\",\"refreshJwt\":\"" + jwt("refresh") + "\"}");
    }

    /** As long as a real one. */
    private static String jwt(String kind) {
        return "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJIUzI1NiJ9." + kind.repeat(25) + "." + "x".repeat(43);
    }

    private static byte[] ok(String json) {
        return answer("200 OK", json);
    }

    private static byte[] answer(String status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return ("HTTP/1.1 " + status + "\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: " + body.length
                + "\r\nConnection: keep-alive\r\n\r\n" + json).getBytes(StandardCharsets.UTF_8);
    }
}
