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
package io.github.camelatproto.pds;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Interference;
import io.github.camelatproto.pds.xrpc.Reply;
import io.github.camelatproto.syntax.Did;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with one call, and what has been written then. Immutable; the same fault may be ordered any
 * number of times.
 */
public final class Fault {

    private final String name;
    private final Interference interference;

    private Fault(String name, Interference interference) {
        this.name = name;
        this.interference = interference;
    }

    /** The connection is closed without an answer. Nothing has been written. */
    public static Fault dropBeforeCommit() {
        return instead("dropBeforeCommit", new Reply.Dropped());
    }

    /** The call is carried out, and the connection is closed without an answer. */
    public static Fault dropAfterCommit() {
        return new Fault("dropAfterCommit", new Interference() {
            @Override
            public Reply replied(Reply reply) {
                return new Reply.Dropped();
            }
        });
    }

    /**
     * The call is carried out, and the connection is closed in the middle of the answer. Of an answer without a body
     * nothing comes.
     */
    public static Fault halfAnswer() {
        return new Fault("halfAnswer", new Interference() {
            @Override
            public Reply replied(Reply reply) {
                return reply instanceof Reply.Whole whole && whole.body().length() > 0
                        ? new Reply.Half(whole) : new Reply.Dropped();
            }
        });
    }

    /**
     * The call waits for so long before it is carried out, in whole milliseconds. It is carried out even if nobody
     * waits for the answer any more; the PDS itself closes a connection after 90 seconds without a byte.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public static Fault delay(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("Invalid delay: " + duration + " is negative");
        }
        return new Fault("delay", new Interference() {
            @Override
            public Duration delay() {
                return duration;
            }
        });
    }

    /**
     * The call is answered with an error. Nothing has been written.
     *
     * @param status  400 to 599
     * @param error   the name, such as {@code UpstreamFailure}
     * @param message for people
     */
    public static Fault refuse(int status, String error, String message) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("message", message);
        return instead("refuse", new Reply.Whole(
                checked(status, 400), Map.of("Content-Type", "application/json; charset=utf-8"),
                Buffer.buffer(AtJson.writeBytes(body))));
    }

    /**
     * The call is answered with a page, as a proxy in between does. Nothing has been written.
     *
     * @param status 200 to 599
     */
    public static Fault html(int status, String page) {
        return instead("html", new Reply.Whole(
                checked(status, 200), Map.of("Content-Type", "text/html; charset=utf-8"),
                Buffer.buffer(page)));
    }

    /**
     * The access tokens that the caller has count as expired from this call on: 400 {@code ExpiredToken}. A refresh
     * helps.
     */
    public static Fault expireToken() {
        return struckCaller("expireToken", (caller, state) -> state.sessions().expireAccess(caller));
    }

    /**
     * The tokens that the caller has count as expired from this call on, those that refresh too: only a new login
     * helps.
     */
    public static Fault revokeSession() {
        return struckCaller("revokeSession", (caller, state) -> {
            state.sessions().expireAccess(caller);
            state.sessions().revoke(caller);
        });
    }

    /** There is a commit in the caller's repo, without any change, just before the call is carried out. */
    public static Fault moveHead() {
        return struckCaller("moveHead", (caller, state) -> state.repos().of(caller).applyWrites(List.of(), null, null));
    }

    /** A larger body is answered with 413 {@code PayloadTooLargeError}, as that of any PDS with lower limits is. */
    public static Fault bodyLimit(int bytes) {
        return new Fault("bodyLimit", new Interference() {
            @Override
            public int bodyLimit(int limit) {
                return Math.min(limit, bytes);
            }
        });
    }

    /** {@code swapCommit} is not looked at. */
    public static Fault ignoreSwapCommit() {
        return new Fault("ignoreSwapCommit", new Interference() {
            @Override
            public Map<String, @Nullable Object> input(Map<String, @Nullable Object> input) {
                Map<String, @Nullable Object> rest = new LinkedHashMap<>(input);
                rest.remove("swapCommit");
                return rest;
            }
        });
    }

    /** {@code swapCommit} is answered with 400 {@code InvalidRequest}; a call without it is carried out. */
    public static Fault refuseSwapCommit() {
        return new Fault("refuseSwapCommit", new Interference() {
            @Override
            public Map<String, @Nullable Object> input(Map<String, @Nullable Object> input) {
                if (input.containsKey("swapCommit")) {
                    throw XrpcError.invalidRequest("swapCommit is not supported");
                }
                return input;
            }
        });
    }

    /** A create replaces the record that is there already. */
    public static Fault createOverwrites() {
        return new Fault("createOverwrites", new Interference() {
            @Override
            public boolean createsOverwrite() {
                return true;
            }
        });
    }

    /** The call is carried out; the answer has no {@code commit}. */
    public static Fault withoutCommit() {
        return without("commit");
    }

    /** The call is carried out; the answer has no {@code results}. */
    public static Fault withoutResults() {
        return without("results");
    }

    Interference interference() {
        return interference;
    }

    private static Fault instead(String name, Reply reply) {
        return new Fault(name, new Interference() {
            @Override
            public Reply instead() {
                return reply;
            }
        });
    }

    private static Fault without(String key) {
        return new Fault("without " + key, new Interference() {
            @Override
            public Answer answered(Answer answer) {
                if (!(answer instanceof Answer.Json json)) {
                    return answer;
                }
                Map<String, @Nullable Object> rest = new LinkedHashMap<>(json.body());
                rest.remove(key);
                return new Answer.Json(rest);
            }
        });
    }

    private static Fault struckCaller(String name, Blow blow) {
        return new Fault(name, new Interference() {
            @Override
            public void known(Did caller, PdsState state) {
                blow.strike(caller, state);
            }
        });
    }

    @FunctionalInterface
    private interface Blow {
        void strike(Did caller, PdsState state);
    }

    private static int checked(int status, int least) {
        if (status < least || status > 599) {
            throw new IllegalArgumentException("Invalid status: " + status + " is not in " + least + " to 599");
        }
        return status;
    }

    @Override
    public String toString() {
        return "Fault[" + name + "]";
    }
}
