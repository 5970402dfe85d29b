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
package io.github.camelatproto.social.post;

import java.util.Optional;

import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;

/** Finds out who is mentioned. An implementation may block; what it cannot find stays text. */
@FunctionalInterface
public interface Mentions {

    /** Nobody is found: mentions stay text. */
    Mentions NONE = handle -> Optional.empty();

    /** The DID of a handle; empty where nobody has it, or it cannot be found out. */
    Optional<Did> find(Handle handle);
}
