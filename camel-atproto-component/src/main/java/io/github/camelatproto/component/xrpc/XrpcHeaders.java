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

import org.jspecify.annotations.Nullable;

/** The headers of an answer, looked up when they are asked for: most answers are asked for one. */
@FunctionalInterface
public interface XrpcHeaders {

    /**
     * Gives the value of the last header of that name, null if there is none.
     *
     * @param name in whatever case
     */
    @Nullable
    String get(String name);
}
