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
package io.github.camelatproto.component.xrpc;

import java.util.Map;

import io.github.camelatproto.data.AtJson;

/** The input of a procedure: one JSON object. May be asked again, by one thread at a time. */
@FunctionalInterface
public interface XrpcInput {

    /** Writes it as UTF-8. Called for each call, on the thread that makes it. */
    byte[] json();

    /**
     * Called once all of it has been sent, on the same thread, which would only wait for the answer meanwhile; for what
     * the answer will be compared with.
     */
    default void sent() {
    }

    static XrpcInput of(Map<String, ?> object) {
        return () -> AtJson.writeBytes(object);
    }
}
