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

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;

/** Reads of the output of a method what its caller needs, where that is less than all of it. Thread-safe. */
@FunctionalInterface
public interface XrpcOutput {

    /**
     * Reads an object to its end; fails as Jackson does where there is none, or not all of it.
     *
     * @param parser stands at the body's first token
     */
    Object read(JsonParser parser) throws IOException;
}
