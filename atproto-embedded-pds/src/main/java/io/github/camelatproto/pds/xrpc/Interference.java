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

import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a call, on purpose. Each method is a moment of the call; nothing happens in those left alone.
 */
public interface Interference {

    Interference NONE = new Interference() {
    };

    /** How long the call waits before it begins. */
    default Duration delay() {
        return Duration.ZERO;
    }

    /** What is answered instead of carrying the call out; null = it is carried out. */
    default @Nullable Reply instead() {
        return null;
    }

    /** The caller is known, and will be looked at again. */
    default void known(Did caller, PdsState state) {
    }

    default int bodyLimit(int limit) {
        return limit;
    }

    /**
     * The input is valid.
     *
     * @throws io.github.camelatproto.pds.error.XrpcError if it is refused
     */
    default Map<String, @Nullable Object> input(Map<String, @Nullable Object> input) {
        return input;
    }

    /** Whether a create replaces the record that is there. */
    default boolean createsOverwrite() {
        return false;
    }

    /** The call has been carried out. */
    default Answer answered(Answer answer) {
        return answer;
    }

    /** The reply is ready, be it a success or not. */
    default Reply replied(Reply reply) {
        return reply;
    }

    /** Where interferences come from. Thread-safe. */
    @FunctionalInterface
    interface Source {

        /** What goes wrong with the call of this method that has just arrived. */
        Interference next(String nsid);
    }
}
