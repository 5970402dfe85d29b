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

import java.util.List;

/**
 * A method of XRPC. Its lexicon says how it is called and what is valid, and whatever is not has been refused before it
 * is asked. Thread-safe.
 */
public interface XrpcMethod {

    /** The largest body of JSON in bytes, of methods that do not say otherwise. */
    int BODY_LIMIT = 150 * 1024;

    /** Such as {@code com.atproto.repo.createRecord}, which {@code Lexicons} knows. */
    String nsid();

    default Access access() {
        return Access.PUBLIC;
    }

    /** The largest body in bytes, once it is unpacked. */
    default int bodyLimit() {
        return BODY_LIMIT;
    }

    /** What the call counts for in the buckets of its own, beside that of all calls of an address. */
    default List<Charge> charges(Call call) {
        return List.of();
    }

    /** Whether the call counts in the bucket of all calls of an address. */
    default boolean countsAsCall() {
        return true;
    }

    /**
     * Carries the call out; may block.
     *
     * @throws io.github.camelatproto.pds.error.XrpcError if it is refused
     */
    Answer answer(Call call);
}
