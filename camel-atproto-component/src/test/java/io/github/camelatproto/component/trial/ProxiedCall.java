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

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelatproto.data.AtJson;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * A call that has come to the proxy, and what became of it. What happens to it happens on one event loop; it may be
 * looked at from anywhere.
 */
public final class ProxiedCall {

    private final FaultProxy proxy;
    private final HttpServerRequest request;
    private final Buffer body;
    private final Instant begun = Instant.now();
    private volatile @Nullable PdsAnswer answer;
    private volatile Instant answered = Instant.MAX;
    private volatile @Nullable PdsAnswer told;
    private volatile @Nullable Instant ended;
    private volatile boolean isForwarded;
    private volatile String mishap = "";
    private volatile @Nullable List<WriteCalls.Sent> writes;

    ProxiedCall(FaultProxy proxy, HttpServerRequest request, Buffer body) {
        this.proxy = proxy;
        this.request = request;
        this.body = body;
    }

    /** When the PDS answered; far in the future where it has not. */
    Instant answered() {
        return answered;
    }

    // what mishaps do with it

    /** Takes it to the PDS. Never fails: a connection that is closed is an answer too. */
    Future<PdsAnswer> forward() {
        return forward(request.getHeader("Authorization"));
    }

    Future<PdsAnswer> forward(@Nullable String authorization) {
        isForwarded = true;
        return proxy.forward(request, body, authorization).onSuccess(given -> {
            answered = Instant.now();
            answer = given;
        });
    }

    Future<Void> tell(PdsAnswer given) {
        if (given.status() == 0) {
            return reset();
        }
        return given.isWhole() ? send(given, given.body()) : begin(given, given.body(), given.body().length() + 100);
    }

    /** Closes the connection in the middle of the answer. */
    Future<Void> tellHalf(PdsAnswer given) {
        return given.status() == 0
                ? reset()
                : begin(given, given.body().slice(0, given.body().length() / 2), given.body().length());
    }

    /** Closes the connection. */
    Future<Void> reset() {
        ended = Instant.now();
        told = PdsAnswer.none();
        return request.connection().close().otherwiseEmpty();
    }

    Future<Void> pause(Duration duration) {
        return proxy.pause(duration);
    }

    void struckBy(String name) {
        mishap = name;
    }

    private Future<Void> send(PdsAnswer given, Buffer content) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return reset();
        }
        ended = Instant.now();
        told = given;
        response.setStatusCode(given.status());
        given.headers().forEach(response::putHeader);
        response.putHeader("Content-Length", Integer.toString(content.length()));
        return response.end(content).recover(cut -> reset());
    }

    private Future<Void> begin(PdsAnswer given, Buffer content, int length) {
        HttpServerResponse response = request.response();
        if (response.closed() || content.length() == 0) {
            return reset();
        }
        response.setStatusCode(given.status());
        given.headers().forEach(response::putHeader);
        response.putHeader("Content-Length", Integer.toString(length));
        return response.write(content).otherwiseEmpty().compose(written -> reset());
    }

    // what became of it

    public String nsid() {
        return request.path().replace("/xrpc/", "");
    }

    /** By their names in lower case. */
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        return headers;
    }

    public String body() {
        return body.toString();
    }

    /** The writes that it carries; it must be a call that writes. */
    List<WriteCalls.Sent> writes() {
        List<WriteCalls.Sent> known = writes;
        if (known == null) {
            known = WriteCalls.writes(nsid(), input());
            writes = known;
        }
        return known;
    }

    Map<String, @Nullable Object> input() {
        return FaultProxy.object(AtJson.parse(body.getBytes()));
    }

    Instant begun() {
        return begun;
    }

    /** Whether its caller was answered before, or its connection closed. */
    boolean isEndedBefore(Instant when) {
        Instant known = ended;
        return known != null && known.isBefore(when);
    }

    boolean isForwarded() {
        return isForwarded;
    }

    /** What the PDS answered; null if it has not. */
    @Nullable
    PdsAnswer answer() {
        return answer;
    }

    /**
     * Whether its caller was told by the PDS what became of it: a success, or a refusal. What was told late may have
     * come too late: a busy machine starts to wait before the call is here.
     */
    boolean isToldClearly(Duration requestTimeout) {
        PdsAnswer given = told;
        Instant when = ended;
        return given != null && given.isWhole() && given.status() != 408 && given.status() < 500
                && when != null && when.isBefore(begun.plus(requestTimeout.dividedBy(2)));
    }

    /** Whether its caller was told that its session is not good for it. */
    boolean isToldDenied() {
        PdsAnswer given = told;
        return given != null && given.isWhole()
                && (given.status() == 401 || given.status() == 403
                        || (given.status() == 400 && given.body().toString().contains("\"ExpiredToken\"")));
    }

    @Override
    public String toString() {
        PdsAnswer byPds = answer;
        PdsAnswer toCaller = told;
        String fence = WriteCalls.isWrite(this) && input().get("swapCommit") != null
                ? ", fenced " + input().get("swapCommit") : "";
        return begun + " " + nsid() + fence + (mishap.isEmpty() ? "" : " [" + mishap + "]") + ": PDS "
               + (byPds == null ? isForwarded ? "has not answered" : "not reached" : byPds.status())
               + ", caller " + (toCaller == null ? "waiting" : toCaller.status()) + " at " + ended;
    }
}
