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

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.data.MalformedJsonException;
import io.github.camelatproto.pds.error.XrpcError;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request as its headers say, and refuses it as the reference PDS does. */
final class RequestBody {

    private static final String JSON = "application/json";
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private final Head head;
    private final Body body;
    private final int limit;

    /** @param limit bytes, once it is unpacked */
    RequestBody(Head head, Body body, int limit) {
        this.head = head;
        this.body = body;
        this.limit = limit;
    }

    /** Where there must be none. */
    void checkAbsent() {
        if (body.isCut() || body.bytes().length() > 0) {
            throw XrpcError.invalidRequest("A request body was provided when none was expected");
        }
    }

    /** The content type without parameters, which must be the expected one. */
    String encoding(String expected) {
        if (head.header("Transfer-Encoding") == null && head.header("Content-Length") == null) {
            throw XrpcError.invalidRequest("A request body is expected but none was provided");
        }
        String type = head.header("Content-Type");
        if (type == null || type.indexOf('/') < 0) {
            throw XrpcError.invalidRequest("Request encoding (Content-Type) required but not provided");
        }
        int semicolon = type.indexOf(';');
        String encoding = semicolon < 0 ? type.trim() : type.substring(0, semicolon).trim();
        if (!expected.equals("*/*") && !expected.equals(encoding)) {
            throw XrpcError.invalidRequest("Wrong request encoding (Content-Type): " + encoding);
        }
        return encoding;
    }

    /** Of a body that may be anything. */
    byte[] bytes() {
        if (body.isCut()) {
            throw tooLarge("PayloadTooLarge");
        }
        String packing = packing();
        if (!isKnown(packing)) {
            throw new XrpcError(415, "UnsupportedMediaType", "unsupported content-encoding");
        }
        try {
            return unpacked(packing, "PayloadTooLarge");
        } catch (IOException e) {
            // what the reference PDS did not foresee
            throw XrpcError.internal();
        }
    }

    /** Of a body that is JSON; as laxly as the reference PDS reads it. */
    @Nullable
    Object json() {
        checkCharset();
        if (body.isCut()) {
            throw tooLarge("PayloadTooLargeError");
        }
        String packing = packing();
        if (!isKnown(packing)) {
            throw new XrpcError(
                    415, "UnsupportedMediaTypeError", "unsupported content encoding \"" + packing + "\"");
        }
        try {
            return parse(unpacked(packing, "PayloadTooLargeError"));
        } catch (EOFException e) {
            throw new XrpcError(400, "Error", "unexpected end of file");
        } catch (IOException e) {
            throw new XrpcError(400, "Error", "incorrect header check");
        }
    }

    private void checkCharset() {
        Matcher charset = CHARSET.matcher(String.valueOf(head.header("Content-Type")));
        if (charset.find() && !charset.group(1).equalsIgnoreCase("utf-8")) {
            throw new XrpcError(
                    415, "UnsupportedMediaTypeError",
                    "unsupported charset \"" + charset.group(1).toUpperCase(Locale.ROOT) + "\"");
        }
    }

    private String packing() {
        String packing = head.header("Content-Encoding");
        return packing == null ? "identity" : packing.toLowerCase(Locale.ROOT);
    }

    private static boolean isKnown(String packing) {
        return packing.equals("identity") || packing.equals("gzip") || packing.equals("deflate");
    }

    private byte[] unpacked(String packing, String error) throws IOException {
        byte[] bytes = body.bytes().getBytes();
        if (packing.equals("identity")) {
            return within(bytes, error);
        }
        InputStream packed = new ByteArrayInputStream(bytes);
        try (InputStream unpacked
                = packing.equals("gzip") ? new GZIPInputStream(packed) : new InflaterInputStream(packed)) {
            return within(unpacked.readNBytes(limit + 1), error);
        }
    }

    private byte[] within(byte[] bytes, String error) {
        if (bytes.length > limit) {
            throw tooLarge(error);
        }
        return bytes;
    }

    private static XrpcError tooLarge(String error) {
        return new XrpcError(413, error, "request entity too large");
    }

    private static @Nullable Object parse(byte[] json) {
        if (json.length == 0) {
            return Map.of();
        }
        int first = firstOf(json);
        if (first >= 0 && json[first] != '{' && json[first] != '[') {
            throw new XrpcError(400, "SyntaxError", "Unexpected token, the body is not valid JSON");
        }
        try {
            return AtJson.parseLax(json);
        } catch (MalformedJsonException e) {
            boolean endsEarly = e.reason().contains("ends too early");
            throw new XrpcError(400, "SyntaxError", endsEarly ? "Unexpected end of JSON input" : e.reason());
        } catch (DataModelException e) {
            boolean isTooDeep = e.reason().startsWith("nesting");
            throw XrpcError.invalidRequest(isTooDeep ? "Maximum call stack size exceeded" : e.reason());
        }
    }

    private static int firstOf(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] != ' ' && json[i] != '\t' && json[i] != '\r' && json[i] != '\n') {
                return i;
            }
        }
        return -1;
    }

    static boolean isJson(String encoding) {
        return encoding.equals(JSON);
    }
}
