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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelatproto.pds.repo.Repos;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * Tells open pages that commits have landed, as server-sent events. An event says no more than that, and the page asks
 * for what it shows: so however fast commits land and however slowly a page reads, what waits for it is next to
 * nothing. Thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class CommitEvents implements AutoCloseable {

    private static final int MAX_PAGES = 64;

    private final Set<OpenPage> pages = ConcurrentHashMap.newKeySet();
    private final Runnable unlisten;

    CommitEvents(Repos repos) {
        this.unlisten = repos.onCommit((repo, commit) -> pages.forEach(OpenPage::commitLanded));
    }

    /** Keeps the request open, on its event loop, and sends events until either side ends it. */
    void send(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (pages.size() >= MAX_PAGES) {
            response.setStatusCode(503).putHeader(HttpHeaders.RETRY_AFTER, "10").end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream").putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        OpenPage page = OpenPage.begin(response);
        pages.add(page);
        response.closeHandler(closed -> {
            pages.remove(page);
            page.closed();
        });
    }

    @Override
    public void close() {
        unlisten.run();
        pages.forEach(OpenPage::end);
    }
}
