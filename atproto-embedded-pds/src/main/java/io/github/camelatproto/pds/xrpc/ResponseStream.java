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
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Writes a response from a thread that may block, no faster than the client reads: no more than one part is under way.
 * What ends it, where the client reads nothing, is the idle timeout of the connection.
 */
final class ResponseStream extends OutputStream {

    private static final int PART = 64 * 1024;

    private final HttpServerResponse response;
    private Buffer part = Buffer.buffer(PART);

    ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        part.appendByte((byte) b);
        sendFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        part.appendBytes(bytes, offset, length);
        sendFull();
    }

    private void sendFull() throws IOException {
        if (part.length() >= PART) {
            send();
        }
    }

    private void send() throws IOException {
        Buffer full = part;
        part = Buffer.buffer(PART);
        try {
            response.write(full).toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new IOException("The client is gone", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server closes", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (part.length() > 0) {
            send();
        }
    }
}
