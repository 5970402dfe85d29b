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
import java.util.Map;
import java.util.function.Function;

import io.github.camelatproto.pds.error.XrpcError;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its reply. All but the work itself happens on the event loop of the request.
 * <p>
 * No more of a body is kept than is of interest; the call goes on at once where there is more. What is left of it is
 * then read for a moment and thrown away, since a client that is still sending would not see the reply if the
 * connection were closed under it.
 */
final class Exchange {

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Duration DRAINED_FOR = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final int bodyLimit;
    private final Duration delay;
    private final Function<Body, Reply> work;
    private final WorkerExecutor workers;
    private final WorkerExecutor streamers;

    private Buffer body = Buffer.buffer();
    private boolean isCut;
    private boolean isRead;
    private boolean isUnderWay;
    private long bodyTimer;

    /**
     * @param bodyLimit bytes that are kept
     * @param work      makes the reply, in a worker
     * @param streamers the workers that wait for slow clients
     */
    Exchange(Vertx vertx, HttpServerRequest request, int bodyLimit, Duration delay, Function<Body, Reply> work,
             WorkerExecutor workers, WorkerExecutor streamers) {
        this.vertx = vertx;
        this.request = request;
        this.bodyLimit = bodyLimit;
        this.delay = delay;
        this.work = work;
        this.workers = workers;
        this.streamers = streamers;
    }

    void begin(Duration bodyTimeout) {
        bodyTimer = vertx.setTimer(bodyTimeout.toMillis(), late -> late());
        request.handler(this::take);
        request.exceptionHandler(gone -> vertx.cancelTimer(bodyTimer));
        request.endHandler(end -> {
            isRead = true;
            vertx.cancelTimer(bodyTimer);
            goOn();
        });
    }

    private void take(Buffer part) {
        if (isCut) {
            return;
        }
        if (body.length() + part.length() > bodyLimit) {
            isCut = true;
            body = Buffer.buffer();
            goOn();
        } else {
            body = body.length() == 0 ? part : body.appendBuffer(part);
        }
    }

    private void late() {
        if (!isUnderWay) {
            isUnderWay = true;
            isCut = true;
            send(Replies.of(new XrpcError(408, "RequestTimeout", "Request Timeout"), Calls.headers(false)));
        }
    }

    private void goOn() {
        if (isUnderWay) {
            return;
        }
        isUnderWay = true;
        long millis = delay.toMillis();
        if (millis == 0) { // which no timer takes
            run();
        } else {
            vertx.setTimer(millis, later -> run());
        }
    }

    private void run() {
        Body complete = new Body(body, isCut);
        body = Buffer.buffer();
        workers.executeBlocking(() -> work.apply(complete), false).onComplete(result -> {
            if (result.succeeded()) {
                send(result.result());
            } else {
                LOG.error("{} failed", request.path(), result.cause());
                send(Replies.of(XrpcError.internal(), Calls.headers(false)));
            }
        });
    }

    private void send(Reply reply) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        if (reply instanceof Reply.Whole whole) {
            sendWhole(response, whole);
        } else if (reply instanceof Reply.Streamed streamed) {
            sendStream(response, streamed);
        } else if (reply instanceof Reply.Half half) {
            Buffer whole = half.reply().body();
            head(response, half.reply().status(), half.reply().headers(), whole.length());
            response.write(whole.slice(0, whole.length() / 2)).onComplete(sent -> close());
        } else {
            close();
        }
    }

    private void sendWhole(HttpServerResponse response, Reply.Whole whole) {
        boolean isUnread = isCut && !isRead;
        if (isUnread) {
            response.putHeader("Connection", "close");
        }
        if (whole.status() == 304) {
            response.setStatusCode(304);
            whole.headers().forEach(response::putHeader);
            response.end();
            return;
        }
        head(response, whole.status(), whole.headers(), whole.body().length());
        if (isHead()) {
            response.end();
        } else {
            response.end(whole.body());
        }
        if (isUnread) {
            vertx.setTimer(DRAINED_FOR.toMillis(), drained -> close());
        }
    }

    private void sendStream(HttpServerResponse response, Reply.Streamed streamed) {
        response.setStatusCode(200);
        streamed.headers().forEach(response::putHeader);
        if (isHead()) {
            response.end();
            return;
        }
        response.setChunked(true);
        streamers.<@Nullable Void> executeBlocking(() -> {
            try (ResponseStream out = new ResponseStream(response)) {
                streamed.content().writeTo(out);
            }
            return null;
        }, false).onComplete(result -> {
            if (result.succeeded()) {
                response.end();
            } else {
                LOG.debug("{} ended early", request.path(), result.cause());
                close();
            }
        });
    }

    private static void head(HttpServerResponse response, int status, Map<String, String> headers, int length) {
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        response.putHeader("Content-Length", Integer.toString(length));
    }

    private boolean isHead() {
        return request.method().name().equals("HEAD");
    }

    private void close() {
        request.connection().close();
    }
}
