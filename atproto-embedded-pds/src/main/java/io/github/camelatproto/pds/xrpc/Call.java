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
import java.util.Objects;

import io.github.camelatproto.syntax.Did;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A call as its method sees it: valid by its lexicon.
 *
 * @param params           of the query string
 * @param input            the JSON of the body; empty if the method takes none
 * @param body             the bytes of the body, of a method that takes any
 * @param encoding         the body's content type without parameters; empty without a body
 * @param credentials      null where the method is open to anyone
 * @param address          of the client
 * @param createsOverwrite whether a create replaces the record that is there, as it does on some other PDSs
 */
public record Call(
        Map<String, Object> params, Map<String, @Nullable Object> input, Buffer body, String encoding,
        @Nullable Credentials credentials, String address, boolean createsOverwrite) {

    /** A parameter that the lexicon requires. */
    public String param(String name) {
        return (String) Objects.requireNonNull(params.get(name), name);
    }

    public @Nullable String optionalParam(String name) {
        return (String) params.get(name);
    }

    /** A string of the input that the lexicon requires. */
    public String text(String name) {
        return (String) Objects.requireNonNull(input.get(name), name);
    }

    public @Nullable String optionalText(String name) {
        return (String) input.get(name);
    }

    public @Nullable Boolean optionalFlag(String name) {
        return (Boolean) input.get(name);
    }

    /** The account whose token came along. */
    public Did caller() {
        return Objects.requireNonNull(credentials, "the method is open to anyone").did();
    }

    /** Whether this is the account whose token came along. */
    public boolean isBy(Did did) {
        return credentials != null && credentials.did().equals(did);
    }

    /** Without what is secret or large. */
    @Override
    public String toString() {
        return "Call[" + params.keySet() + ", " + input.keySet() + "]";
    }
}
