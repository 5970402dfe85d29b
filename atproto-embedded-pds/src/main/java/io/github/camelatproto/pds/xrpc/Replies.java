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
package io.github.camelatproto.pds.xrpc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.pds.error.XrpcError;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Makes replies out of answers and errors, with the headers that the reference PDS gives them. */
final class Replies {

    private static final String JSON = "application/json; charset=utf-8";
    private static final int ETAG_DIGITS = 27;

    private Replies() {
    }

    /** @param headers that the reply has whatever the answer is */
    static Reply of(Answer answer, Map<String, String> headers) {
        if (answer instanceof Answer.Json json) {
            return tagged(200, JSON, Buffer.buffer(AtJson.writeBytes(json.body())), headers);
        }
        if (answer instanceof Answer.Bytes bytes) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.putAll(bytes.headers());
            if (!bytes.contentType().isEmpty()) {
                all.put("Content-Type", bytes.contentType());
            }
            return new Reply.Whole(200, all, bytes.bytes());
        }
        Answer.Streamed streamed = (Answer.Streamed) answer;
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", streamed.contentType());
        return new Reply.Streamed(all, streamed.content());
    }

    static Reply.Whole of(XrpcError error, Map<String, String> headers) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("error", error.error());
        body.put("message", error.getMessage());
        return tagged(error.status(), JSON, Buffer.buffer(AtJson.writeBytes(body)), headers);
    }

    /** With an ETag as Express makes it. */
    static Reply.Whole tagged(int status, String contentType, Buffer body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", contentType);
        all.put("ETag", "W/\"" + Integer.toHexString(body.length()) + "-"
                        + Base64.getEncoder().encodeToString(sha1(body.getBytes())).substring(0, ETAG_DIGITS) + "\"");
        return new Reply.Whole(status, all, body);
    }

    /** Says 304 instead, to a client that has the same already. */
    static Reply unlessKnown(Reply reply, Head head) {
        String known = head.header("If-None-Match");
        if (known == null || !(reply instanceof Reply.Whole whole) || whole.status() != 200
                || !(head.isHead() || head.method().equals("GET"))) {
            return reply;
        }
        String tag = whole.headers().get("ETag");
        if (tag == null || !isAmong(tag, known)) {
            return reply;
        }
        Map<String, String> headers = new LinkedHashMap<>(whole.headers());
        headers.remove("Content-Type");
        return new Reply.Whole(304, headers, Buffer.buffer());
    }

    private static boolean isAmong(String tag, String known) {
        for (String candidate : known.split(",", -1)) {
            String other = candidate.trim();
            if (other.equals("*") || other.equals(tag) || ("W/" + other).equals(tag)) {
                return true;
            }
        }
        return false;
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-1", e);
        }
    }
}
