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

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * What came back for a call.
 *
 * @param status  0 where nothing came
 * @param isWhole whether it came to its end
 */
record PdsAnswer(int status, Map<String, String> headers, Buffer body, boolean isWhole) {

    static PdsAnswer whole(int status, MultiMap headers, Buffer body) {
        return new PdsAnswer(status, passedOn(headers), body, true);
    }

    /** The connection was closed in the middle of it. */
    static PdsAnswer part(int status, MultiMap headers, Buffer body) {
        return new PdsAnswer(status, passedOn(headers), body, false);
    }

    /** The connection was closed before any of it came. */
    static PdsAnswer none() {
        return new PdsAnswer(0, Map.of(), Buffer.buffer(), false);
    }

    /** A page, as a gateway makes it. */
    static PdsAnswer page(int status) {
        return new PdsAnswer(
                status, Map.of("Content-Type", "text/html"), Buffer.buffer("<html><h1>" + status + "</h1></html>"), true);
    }

    static PdsAnswer error(int status, String error, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json; charset=utf-8");
        return new PdsAnswer(
                status, all, Buffer.buffer("{\"error\":\"" + error + "\",\"message\":\"" + error + "\"}"), true);
    }

    boolean isSuccess() {
        return isWhole && status / 100 == 2;
    }

    private static Map<String, String> passedOn(MultiMap headers) {
        Map<String, String> passedOn = new LinkedHashMap<>();
        headers.forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("content-type") || name.equals("retry-after") || name.startsWith("ratelimit-")) {
                passedOn.put(header.getKey(), header.getValue());
            }
        });
        if (headers.contains("Content-Length")) {
            passedOn.put("Content-Length", headers.get("Content-Length"));
        }
        return passedOn;
    }
}
