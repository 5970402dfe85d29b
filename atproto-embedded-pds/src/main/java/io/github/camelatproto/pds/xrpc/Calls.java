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

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.lexicon.MethodKind;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.store.PdsState;
import org.jspecify.annotations.Nullable;

/** Takes calls and finds the method of each. */
public final class Calls {

    final PdsState state;
    final Lexicons lexicons;
    final @Nullable RateLimits limits;

    private final Map<String, XrpcMethod> methods = new HashMap<>();
    private final Interference.Source interferences;

    /** @param clock of the rate limits; null = there are none */
    public Calls(PdsState state, Lexicons lexicons, List<? extends XrpcMethod> methods, @Nullable Clock clock,
                 Interference.Source interferences) {
        this.state = state;
        this.lexicons = lexicons;
        this.limits = clock == null ? null : new RateLimits(clock);
        this.interferences = interferences;
        methods.forEach(method -> this.methods.put(method.nsid(), method));
    }

    /**
     * Finds the method of a call.
     *
     * @throws XrpcError if there is none to be called like this
     */
    PendingCall accept(Head head) {
        String nsid = XrpcPath.nsid(head.path());
        if (nsid == null) {
            throw XrpcError.invalidRequest("invalid xrpc path");
        }
        if (!head.isHead() && !head.method().equals("GET") && !head.method().equals("POST")) {
            throw XrpcError.invalidRequest("XRPC requests only supports GET and POST");
        }
        XrpcMethod method = methods.get(nsid);
        if (method == null) {
            throw XrpcError.invalidRequest("No service configured for " + nsid);
        }
        String expected = lexicons.kindOf(nsid) == MethodKind.PROCEDURE ? "POST" : "GET";
        if (!expected.equals(head.isHead() ? "GET" : head.method())) {
            throw XrpcError.invalidRequest("Incorrect HTTP method (" + head.method() + ") expected " + expected);
        }
        return new PendingCall(this, method, head, interferences.next(nsid));
    }

    /** The headers that every reply to a call has. */
    static Map<String, String> headers(boolean isAuthorized) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", "*");
        if (isAuthorized) {
            headers.put("Cache-Control", "private");
        }
        headers.put("Vary", isAuthorized ? "Authorization, Accept-Encoding" : "Accept-Encoding");
        return headers;
    }
}
