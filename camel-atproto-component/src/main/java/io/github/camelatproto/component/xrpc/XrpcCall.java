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

import java.net.URI;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/** The HTTP request of a call, which knows how large its answer may be. */
final class XrpcCall extends HttpUriRequestBase {

    /** No answer in JSON comes near it: a record is at most 1,000,000 bytes. */
    private static final long MAX_JSON = 8_000_000;

    private final long maxBytes;

    XrpcCall(XrpcRequest request, URI path) {
        super(request.isQuery() ? "GET" : "POST", path);
        this.maxBytes = request.content() == null ? MAX_JSON : request.content().maxBytes();
    }

    long maxBytes() {
        return maxBytes;
    }
}
