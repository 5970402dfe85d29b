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

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.github.camelatproto.pds.account.Accounts;
import io.github.camelatproto.pds.error.XrpcError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: one event loop, which does not block, and a bounded number of workers, which may. It has nothing to
 * do with any Vert.x of the application.
 */
public final class PdsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PdsServer.class);
    private static final int WORKERS = 16;
    private static final int STREAMERS = 4;
    /** As Node has it. */
    private static final int MAX_HEAD = 16 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final WorkerExecutor streamers;
    private final HttpServer server;
    private final HeadTimers heads;
    private final Timeouts timeouts;
    private final Calls calls;
    private final WellKnown wellKnown;
    private final PageRoutes page;

    /**
     * Makes a server that does not listen yet.
     *
     * @param page makes what is shown elsewhere, out of the workers
     */
    public PdsServer(Calls calls, Accounts accounts, Function<WorkerExecutor, PageRoutes> page, Timeouts timeouts) {
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        this.workers = vertx.createSharedWorkerExecutor("atproto-pds", WORKERS);
        this.streamers = vertx.createSharedWorkerExecutor("atproto-pds-stream", STREAMERS);
        this.server = vertx.createHttpServer(new HttpServerOptions()
                .setMaxHeaderSize(MAX_HEAD)
                .setMaxInitialLineLength(MAX_HEAD)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) timeouts.idle().toMillis()));
        this.heads = new HeadTimers(vertx, timeouts.head());
        this.timeouts = timeouts;
        this.calls = calls;
        this.wellKnown = new WellKnown(accounts);
        this.page = page.apply(workers);
    }

    /**
     * Listens from now on.
     *
     * @param  port        0 = a free one
     * @return             the port
     * @throws IOException if the port is in use, or the host is none of this machine
     */
    public int listen(String host, int port) throws IOException {
        server.connectionHandler(heads::opened);
        server.requestHandler(this::handle);
        return await(server.listen(port, host)).actualPort();
    }

    private void handle(HttpServerRequest request) {
        heads.arrived(request.connection());
        request.response().endHandler(sent -> heads.await(request.connection()));
        String path = String.valueOf(request.path());
        if (request.method().equals(HttpMethod.OPTIONS)) {
            preflight(request);
        } else if (path.equals("/xrpc/_health")) {
            reply(request, head -> health());
        } else if (path.startsWith(XrpcPath.PREFIX)) {
            call(request);
        } else if (path.equals(WellKnown.PATH)) {
            reply(request, wellKnown::reply);
        } else {
            show(request);
        }
    }

    private void call(HttpServerRequest request) {
        Head head = Head.of(request);
        try {
            PendingCall call = calls.accept(head);
            exchange(request, call.bodyLimit(), call.delay(), call::run);
        } catch (XrpcError e) {
            reply(request, refused -> Replies.of(e, Calls.headers(false)));
        }
    }

    private void reply(HttpServerRequest request, Function<Head, Reply> work) {
        Head head = Head.of(request);
        exchange(request, 0, Duration.ZERO, body -> work.apply(head));
    }

    private void exchange(HttpServerRequest request, int bodyLimit, Duration delay, Function<Body, Reply> work) {
        new Exchange(vertx, request, bodyLimit, delay, work, workers, streamers).begin(timeouts.body());
    }

    private static Reply health() {
        return Replies.tagged(200, "application/json; charset=utf-8", Buffer.buffer("{\"version\":\"embedded\"}"),
                Calls.headers(false));
    }

    private static void preflight(HttpServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE");
        headers.put("Vary", "Access-Control-Request-Headers");
        String asked = request.getHeader("Access-Control-Request-Headers");
        if (asked != null) {
            headers.put("Access-Control-Allow-Headers", asked);
        }
        headers.put("Access-Control-Max-Age", "86400");
        headers.forEach(request.response()::putHeader);
        request.response().setStatusCode(204).end();
    }

    private void show(HttpServerRequest request) {
        try {
            page.handle(request);
        } catch (RuntimeException e) {
            LOG.error("{} failed", request.path(), e);
            HttpServerResponse response = request.response();
            if (!response.headWritten()) {
                response.setStatusCode(500).end(Buffer.buffer("Internal Server Error"));
            } else {
                request.connection().close();
            }
        }
    }

    /**
     * Closes the connections first, so that nobody takes the end for an error, and then ends the threads; one that is
     * at work is interrupted, and not waited for.
     */
    @Override
    public void close() {
        page.close();
        await("connections", server.close());
        await("threads", vertx.close());
    }

    private static void await(String what, Future<Void> end) {
        try {
            await(end);
        } catch (IOException e) {
            LOG.warn("The {} of the server did not end in good order", what, e);
        }
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("Nothing for " + PATIENCE.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
