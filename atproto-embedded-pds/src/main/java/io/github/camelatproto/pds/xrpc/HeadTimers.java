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
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;

/** Closes the connections on which the next request does not come, or comes too slowly. */
final class HeadTimers {

    private final Vertx vertx;
    private final Duration timeout;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    HeadTimers(Vertx vertx, Duration timeout) {
        this.vertx = vertx;
        this.timeout = timeout;
    }

    void opened(HttpConnection connection) {
        connection.closeHandler(closed -> arrived(connection));
        await(connection);
    }

    void await(HttpConnection connection) {
        timers.put(connection, vertx.setTimer(timeout.toMillis(), late -> {
            timers.remove(connection);
            connection.close();
        }));
    }

    /** There is nothing to wait for any more. */
    void arrived(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
