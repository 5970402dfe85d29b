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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.lexicon.ValidationError;
import io.github.camelatproto.pds.error.XrpcError;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call whose head has arrived and whose body has not. */
final class PendingCall {

    private static final Logger LOG = LoggerFactory.getLogger(PendingCall.class);
    /** Packing makes what cannot be packed a little larger. */
    private static final int PACKING = 64 * 1024;

    private final Calls calls;
    private final XrpcMethod method;
    private final Head head;
    private final Interference interference;

    PendingCall(Calls calls, XrpcMethod method, Head head, Interference interference) {
        this.calls = calls;
        this.method = method;
        this.head = head;
        this.interference = interference;
    }

    Duration delay() {
        return interference.delay();
    }

    /** How many bytes of the body are of interest, as they come over the wire. */
    int bodyLimit() {
        if (calls.lexicons.inputEncoding(method.nsid()) == null) {
            return 0;
        }
        return head.header("Content-Encoding") == null ? unpackedLimit() : unpackedLimit() + PACKING;
    }

    private int unpackedLimit() {
        return interference.bodyLimit(method.bodyLimit());
    }

    /** Carries the call out; blocks. */
    Reply run(Body body) {
        Reply instead = interference.instead();
        if (instead != null) {
            return instead;
        }
        Map<String, String> headers = Calls.headers(method.access() != Access.PUBLIC);
        return interference.replied(Replies.unlessKnown(reply(body, headers), head));
    }

    private Reply reply(Body body, Map<String, String> headers) {
        try {
            return Replies.of(interference.answered(method.answer(admit(body, headers))), headers);
        } catch (XrpcError e) {
            return Replies.of(e, headers);
        } catch (StackOverflowError e) {
            // as the reference PDS says it of what is nested too deep
            return Replies.of(XrpcError.invalidRequest("Maximum call stack size exceeded"), headers);
        } catch (RuntimeException e) {
            LOG.error("{} failed", method.nsid(), e);
            return Replies.of(XrpcError.internal(), headers);
        }
    }

    private Call admit(Body body, Map<String, String> headers) {
        Map<String, Object> params = params();
        Credentials credentials = authorize();
        String encoding = "";
        Map<String, @Nullable Object> input = Map.of();
        Buffer bytes = body.bytes();
        String expected = calls.lexicons.inputEncoding(method.nsid());
        RequestBody content = new RequestBody(head, body, unpackedLimit());
        if (expected == null) {
            content.checkAbsent();
        } else {
            encoding = content.encoding(expected);
            if (RequestBody.isJson(expected)) {
                input = interference.input(input(content));
            } else {
                bytes = Buffer.buffer(content.bytes());
            }
        }
        Call call = new Call(
                params, input, bytes, encoding, credentials, head.address(), interference.createsOverwrite());
        if (calls.limits != null) {
            calls.limits.charge(charges(call), headers);
        }
        return call;
    }

    private Map<String, Object> params() {
        Lexicons lexicons = calls.lexicons;
        Map<String, List<String>> query = QueryString.parse(head.query());
        if (query.containsKey("__proto__")) {
            throw new XrpcError(400, "InvalidQueryParameter", "Invalid query parameter: __proto__");
        }
        Map<String, Object> params = lexicons.coerceParams(method.nsid(), query);
        List<ValidationError> errors = lexicons.validateParams(method.nsid(), params);
        if (!errors.isEmpty()) {
            throw XrpcError.invalidRequest(
                    "Invalid " + method.nsid() + " params: " + errors.get(0).message());
        }
        return params;
    }

    private @Nullable Credentials authorize() {
        Credentials credentials = checkAuthorization();
        if (credentials == null || interference == Interference.NONE) {
            return credentials;
        }
        interference.known(credentials.did(), calls.state);
        return checkAuthorization();
    }

    private @Nullable Credentials checkAuthorization() {
        return Authorization.check(method.access(), head.header("Authorization"), calls.state.sessions());
    }

    @SuppressWarnings("unchecked") // every method whose input is JSON takes an object
    private Map<String, @Nullable Object> input(RequestBody content) {
        Object input = content.json();
        List<ValidationError> errors = calls.lexicons.validateInput(method.nsid(), input);
        if (!errors.isEmpty()) {
            throw XrpcError.invalidRequest(errors.get(0).toString());
        }
        return (Map<String, @Nullable Object>) input;
    }

    private List<Charge> charges(Call call) {
        List<Charge> charges = new ArrayList<>(method.charges(call));
        if (method.countsAsCall()) {
            charges.add(new Charge(RateLimits.CALLS, head.address(), 1));
        }
        return charges;
    }
}
