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
package io.github.camelatproto.schedule.page;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * A request as the page needs it. Immutable.
 *
 * @param method  in upper case
 * @param path    below the page's own, with a slash before it
 * @param query   the parameters behind the question mark
 * @param address whose request it is
 * @param body    the content; empty where there is none
 */
record PageRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, String address, String body) {

    private static final int MOST_BODY = 1_000_000;

    static PageRequest of(Exchange exchange, String base) {
        Message in = exchange.getMessage();
        String path = text(in, Exchange.HTTP_PATH);
        String local = path.startsWith(base) ? path.substring(base.length()) : path;
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : new String[] {
                "host", "origin", "cookie", "authorization", "content-type", "x-csrf", "sec-fetch-site" }) {
            String value = in.getHeader(name, String.class);
            if (value != null) {
                headers.put(name, value);
            }
        }
        String body = in.getBody() instanceof Map<?, ?> form ? encoded(form) : in.getBody(String.class);
        if (body != null && body.length() > MOST_BODY) {
            throw new PageException(413, "That is more than " + MOST_BODY + " characters");
        }
        Object remote = in.getHeader("CamelVertxPlatformHttpRemoteAddress");
        String address = String.valueOf(remote == null ? "" : remote);
        int port = address.lastIndexOf(':');
        return new PageRequest(
                text(in, Exchange.HTTP_METHOD).toUpperCase(Locale.ROOT), local.isEmpty() ? "/" : local,
                parameters(text(in, Exchange.HTTP_QUERY)), headers, port < 0 ? address : address.substring(0, port),
                body == null ? "" : body);
    }

    private static String text(Message in, String header) {
        String value = in.getHeader(header, String.class);
        return value == null ? "" : value;
    }

    private static String encoded(Map<?, ?> form) {
        StringBuilder body = new StringBuilder();
        form.forEach((key, value) -> {
            for (Object each : value instanceof Iterable<?> many ? many : List.of(value)) {
                body.append(body.length() == 0 ? "" : "&").append(encode(key)).append('=').append(encode(each));
            }
        });
        return body.toString();
    }

    private static String encode(Object text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }

    Map<String, String> form() {
        return parameters(body);
    }

    boolean isWrite() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    boolean isJson() {
        return headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    /** Whether no browser has sent it: one says where a write comes from, and asks before it sends JSON elsewhere. */
    boolean isOfAProgram() {
        return isJson() && header("origin") == null && header("sec-fetch-site") == null && header("cookie") == null;
    }

    Optional<String> cookie(String name) {
        for (String cookie : headers.getOrDefault("cookie", "").split(";", -1)) {
            String[] parts = cookie.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equals(name)) {
                return Optional.of(parts[1]);
            }
        }
        return Optional.empty();
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    parameters.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    throw new PageException(400, "A parameter that cannot be read");
                }
            }
        }
        return parameters;
    }
}
