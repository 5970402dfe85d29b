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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One call of an XRPC method.
 *
 * @param service the PDS, scheme and authority only
 * @param nsid    the method, such as {@code com.atproto.repo.getRecord}
 * @param query   the parameters of a query; empty for a procedure
 * @param input   the input of a procedure; null for a query, and for a procedure without JSON input
 * @param upload  the input of a procedure that takes no JSON; null for all others
 * @param isQuery whether it is a query (GET) or a procedure (POST)
 * @param token   the bearer token; null for a call without authentication. Never printed
 * @param output  reads what a call that succeeded is answered with; null for all of it
 * @param content reads what a call that succeeded is answered with where that is no JSON; null for all others
 */
public record XrpcRequest(
        URI service, String nsid, Map<String, String> query, @Nullable XrpcInput input,
        @Nullable XrpcUpload upload, boolean isQuery, @Nullable String token, @Nullable XrpcOutput output,
        @Nullable XrpcContent content) {

    public XrpcRequest {
        query = query.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    public static XrpcRequest query(URI service, String nsid, Map<String, String> parameters) {
        return new XrpcRequest(service, nsid, parameters, null, null, true, null, null, null);
    }

    public static XrpcRequest procedure(URI service, String nsid, @Nullable XrpcInput input) {
        return new XrpcRequest(service, nsid, Map.of(), input, null, false, null, null, null);
    }

    public static XrpcRequest upload(URI service, String nsid, XrpcUpload upload) {
        return new XrpcRequest(service, nsid, Map.of(), null, upload, false, null, null, null);
    }

    public XrpcRequest withToken(String bearer) {
        return new XrpcRequest(service, nsid, query, input, upload, isQuery, bearer, output, content);
    }

    public XrpcRequest withOutput(XrpcOutput reading) {
        return new XrpcRequest(service, nsid, query, input, upload, isQuery, token, reading, content);
    }

    public XrpcRequest withContent(XrpcContent reading) {
        return new XrpcRequest(service, nsid, query, input, upload, isQuery, token, output, reading);
    }

    /** The query string, percent-encoded, empty where there is none. */
    String queryString() {
        return query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "="
                                  + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("&"));
    }

    /** Method and service; neither input nor token. */
    @Override
    public String toString() {
        return nsid + " at " + service;
    }
}
