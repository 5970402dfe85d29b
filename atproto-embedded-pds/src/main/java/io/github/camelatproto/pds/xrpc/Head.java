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

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a request says before its body. Immutable so long as nobody changes the headers.
 *
 * @param method  such as {@code GET}
 * @param target  path and query as they came, such as {@code /xrpc/_health?x=1}
 * @param address of the client
 */
record Head(String method, String target, MultiMap headers, String address) {

    static Head of(HttpServerRequest request) {
        return new Head(
                request.method().name(), request.uri(), request.headers(), request.remoteAddress().hostAddress());
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** Whether the answer has no body whatever it says. */
    boolean isHead() {
        return method.equals("HEAD");
    }

    String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** Without the headers, of which one may be secret. */
    @Override
    public String toString() {
        return method + " " + target;
    }

    /** What stands behind the question mark. */
    String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }
}
