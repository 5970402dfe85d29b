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
package io.github.camelatproto.pds.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.pds.xrpc.PageRoutes;
import io.vertx.core.MultiMap;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page and what it asks for. Only GET and HEAD; nothing here changes anything, and nothing tells an e-mail address,
 * a password hash or a token. Thread-safe.
 *
 * <table>
 * <caption>Paths</caption>
 * <tr>
 * <td>{@code /}, {@code /page/page.js} and the like</td>
 * <td>static files</td>
 * </tr>
 * <tr>
 * <td>{@code /page/accounts?cursor=}</td>
 * <td>all accounts, a hundred at a time</td>
 * </tr>
 * <tr>
 * <td>{@code /page/account?repo=}</td>
 * <td>one account, by DID or handle, with its collections</td>
 * </tr>
 * <tr>
 * <td>{@code /page/commits?repo=&before=}</td>
 * <td>its last commits, newest first</td>
 * </tr>
 * <tr>
 * <td>{@code /page/blobs?repo=}</td>
 * <td>its newest blobs</td>
 * </tr>
 * <tr>
 * <td>{@code /page/events}</td>
 * <td>server-sent events: {@code commits} whenever there are new ones</td>
 * </tr>
 * </table>
 */
public final class Page implements PageRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(Page.class);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json; charset=utf-8");

    private final WorkerExecutor workers;
    private final OwnHosts hosts;
    private final PageFiles files = PageFiles.load();
    private final PageData data;
    private final CommitEvents events;

    /**
     * Makes the page of what a state holds.
     *
     * @param workers read it
     * @param host    the name under which the page may be asked for, besides {@code localhost} and IP addresses
     */
    public Page(PdsState state, WorkerExecutor workers, String host) {
        this.workers = workers;
        this.hosts = new OwnHosts(host);
        this.data = new PageData(state);
        this.events = new CommitEvents(state.repos());
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                                                      + "connect-src 'self'; base-uri 'none'; form-action 'none'; "
                                                      + "frame-ancestors 'none'")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        try {
            check(request);
            answer(request);
        } catch (XrpcError e) {
            refuse(response, e);
        }
    }

    private void check(HttpServerRequest request) {
        if (!hosts.contains(request.authority())) {
            throw new XrpcError(
                    403, "Forbidden", "The page is shown under localhost, an IP address and the server's own name only");
        }
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            throw new XrpcError(405, "MethodNotAllowed", "The page is only read");
        }
    }

    private void answer(HttpServerRequest request) {
        MultiMap query = query(request);
        String repo = query.get("repo");
        switch (request.path()) {
            case "/page/accounts" -> json(request, () -> data.accounts(query.get("cursor")));
            case "/page/account" -> json(request, () -> data.account(repo));
            case "/page/commits" -> json(request, () -> data.commits(repo, query.get("before")));
            case "/page/blobs" -> json(request, () -> data.blobs(repo));
            case "/page/events" -> events.send(request);
            default -> file(request);
        }
    }

    private void file(HttpServerRequest request) {
        PageFiles.PageFile file = files.find(request.path());
        if (file == null) {
            throw new XrpcError(404, "NotFound", "There is nothing here");
        }
        end(request, file.type(), file.content());
    }

    private void json(HttpServerRequest request, Callable<Map<String, @Nullable Object>> answer) {
        workers.executeBlocking(() -> Buffer.buffer(AtJson.writeBytes(answer.call())), false)
                .onSuccess(body -> end(request, JSON, body))
                .onFailure(e -> refuse(request.response(), known(request.path(), e)));
    }

    private static XrpcError known(String path, Throwable e) {
        if (e instanceof XrpcError error) {
            return error;
        }
        LOG.error("{} failed", path, e);
        return XrpcError.internal();
    }

    private static void end(HttpServerRequest request, CharSequence type, Buffer body) {
        HttpServerResponse response = request.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
        } else {
            response.end(body);
        }
    }

    private static void refuse(HttpServerResponse response, XrpcError e) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("error", e.error());
        body.put("message", e.getMessage());
        response.setStatusCode(e.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                .end(Buffer.buffer(AtJson.writeBytes(body)));
    }

    private static MultiMap query(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException e) {
            throw XrpcError.invalidRequest("The query string is malformed");
        }
    }

    @Override
    public void close() {
        events.close();
    }
}
