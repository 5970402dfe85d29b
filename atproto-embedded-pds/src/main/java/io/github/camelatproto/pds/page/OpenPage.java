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

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;

/** A page that somebody looks at, at the other end of an event stream. Thread-safe. */
final class OpenPage {

    /** In milliseconds. Commits that land within it make one event. */
    private static final long GATHERING = 100;
    /** In milliseconds. Shows either side that the other is gone. */
    private static final long HEARTBEAT = 10_000;
    private static final String COMMITS = "event: commits\ndata: {}\n\n";
    private static final String COMMENT = ":\n\n";

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final AtomicBoolean gathering = new AtomicBoolean();
    private final long heartbeat;

    private OpenPage(Vertx vertx, HttpServerResponse response) {
        this.vertx = vertx;
        this.response = response;
        this.heartbeat = vertx.setPeriodic(HEARTBEAT, timer -> send(COMMENT));
    }

    /** Called on the event loop of the response, which has its headers. */
    static OpenPage begin(HttpServerResponse response) {
        OpenPage page = new OpenPage(Objects.requireNonNull(Vertx.currentContext()).owner(), response);
        response.setChunked(true);
        page.send(COMMENT);
        return page;
    }

    /** Called in the thread that writes. */
    void commitLanded() {
        if (gathering.compareAndSet(false, true)) {
            vertx.setTimer(GATHERING, timer -> {
                gathering.set(false);
                send(COMMITS);
            });
        }
    }

    private void send(String event) {
        if (response.closed() || response.ended()) {
            return;
        }
        // it has not read what fills its buffer: it may ask again once it reads
        if (response.writeQueueFull()) {
            response.reset();
        } else {
            response.write(event);
        }
    }

    void end() {
        response.end();
    }

    void closed() {
        vertx.cancelTimer(heartbeat);
    }
}
