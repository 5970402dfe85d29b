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
package io.github.camelatproto.pds.comparison;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * What is sent to both PDSs. Path, headers and text have holes such as <code>${alice}</code>, which every PDS fills
 * with what it calls the thing.
 *
 * @param path from the root on, with the query string
 */
record Request(String method, String path, Map<String, String> headers, Content content) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The bytes that are sent, once the holes in them are filled. */
    private interface Content {
        byte[] filled(UnaryOperator<String> filler);
    }

    static Request get(String path) {
        return new Request("GET", path, Map.of(), filler -> new byte[0]);
    }

    /** A query; parameters are written {@code name=value}, both without anything that a URL cannot hold. */
    static Request query(String nsid, String... params) {
        return get("/xrpc/" + nsid + (params.length == 0 ? "" : "?" + String.join("&", params)));
    }

    /** A procedure without a body. */
    static Request procedure(String nsid) {
        return query(nsid).by("POST");
    }

    /** A procedure with a JSON body, in which single quotes stand for double ones. */
    static Request procedure(String nsid, String json) {
        return procedure(nsid).carrying(json.replace('\'', '"')).with("Content-Type", "application/json");
    }

    /** With more parameters than it has. */
    Request asking(String... params) {
        return params.length == 0
                ? this
                : new Request(method, path + "&" + String.join("&", params), headers, content);
    }

    Request by(String method) {
        return new Request(method, path, headers, content);
    }

    Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, path, more, content);
    }

    Request without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new Request(method, path, fewer, content);
    }

    Request carrying(String text) {
        return new Request(method, path, headers, filler -> filler.apply(text).getBytes(StandardCharsets.UTF_8));
    }

    Request carrying(byte[] bytes) {
        return new Request(method, path, headers, filler -> bytes);
    }

    Request gzipped() {
        return new Request(method, path, headers, filler -> gzip(content.filled(filler)))
                .with("Content-Encoding", "gzip");
    }

    /** With the access token of an account. */
    Request as(String name) {
        return bearing("${" + name + ".access}");
    }

    Request bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    HttpRequest to(URI url, UnaryOperator<String> filler) {
        byte[] bytes = content.filled(filler);
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(filler.apply(path))).timeout(TIMEOUT)
                .method(method, bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes));
        headers.forEach((name, value) -> request.header(name, filler.apply(value)));
        return request.build();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
