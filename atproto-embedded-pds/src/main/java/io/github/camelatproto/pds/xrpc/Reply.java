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

import java.util.Map;

import io.vertx.core.buffer.Buffer;

/** What goes back to the client. */
public sealed interface Reply {

    /**
     * A status, headers and a body.
     *
     * @param headers {@code Content-Length} comes by itself
     * @param body    not to be changed
     */
    record Whole(int status, Map<String, String> headers, Buffer body) implements Reply {
    }

    /** A success that is too large to hold. */
    record Streamed(Map<String, String> headers, Answer.Content content) implements Reply {
    }

    /** The head and the first half of the body; then the connection is closed. */
    record Half(Whole reply) implements Reply {
    }

    /** The connection is closed without a word. */
    record Dropped() implements Reply {
    }
}
