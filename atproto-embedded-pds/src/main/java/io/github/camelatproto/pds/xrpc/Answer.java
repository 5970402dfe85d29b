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
import java.util.Map;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What a method answers when it has done what was asked. */
public sealed interface Answer {

    /** Success without a word. */
    static Answer nothing() {
        return new Bytes("", Map.of(), Buffer.buffer());
    }

    /**
     * JSON.
     *
     * @param body of the data model, in the order in which it goes over the wire
     */
    record Json(Map<String, @Nullable Object> body) implements Answer {
    }

    /**
     * Anything.
     *
     * @param bytes not to be changed
     */
    record Bytes(String contentType, Map<String, String> headers, Buffer bytes) implements Answer {
    }

    /** What is too large to hold. */
    record Streamed(String contentType, Content content) implements Answer {
    }

    /** Writes itself. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
