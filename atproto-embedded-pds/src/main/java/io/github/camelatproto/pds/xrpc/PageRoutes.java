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

import io.vertx.core.http.HttpServerRequest;

/**
 * What the server shows at the paths outside {@code /xrpc} and {@code /.well-known}. An implementation takes
 * {@link io.github.camelatproto.pds.store.PdsState} and the server's {@link io.vertx.core.WorkerExecutor} in its
 * constructor; the server calls it on an event loop.
 */
public interface PageRoutes extends AutoCloseable {

    /**
     * Answers a request, with 404 too. Returns at once: what reads the store runs in the workers
     * ({@code workers.executeBlocking(..., false)}), and the response is written from the event loop. Nothing of the
     * request's body has been read, and none of its handlers are set. What it throws becomes a 500 without detail.
     */
    void handle(HttpServerRequest request);

    /** Lets go of its listeners; the server closes the connections. */
    @Override
    void close();
}
