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
package io.github.camelatproto.pds.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.pds.error.XrpcError;
import org.jspecify.annotations.Nullable;

/**
 * JWTs signed with HMAC-SHA256 (RFC 7515, HS256). Those that are read must have the very header that is written here,
 * so that neither the algorithm nor the kind of token is the bearer's choice. Thread-safe.
 */
final class Jwts {

    private static final String HMAC = "HmacSHA256";
    private static final int MAX_LENGTH = 4096;

    private final SecretKeySpec key;

    Jwts(byte[] secret) {
        this.key = new SecretKeySpec(secret, HMAC);
    }

    /** @param type such as {@code at+jwt} */
    String sign(String type, Map<String, ?> claims) {
        String signed = header(type) + "." + base64(AtJson.writeBytes(claims));
        return signed + "." + signature(signed);
    }

    /**
     * Gives the claims of a token that was signed here; whether it has expired is not looked at.
     *
     * @throws XrpcError 400 InvalidToken
     */
    Map<String, @Nullable Object> verify(String type, String jwt) {
        int last = jwt.length() > MAX_LENGTH ? -1 : jwt.lastIndexOf('.');
        String header = header(type) + ".";
        if (last < header.length() || !jwt.startsWith(header)) {
            throw unverified();
        }
        String signed = jwt.substring(0, last);
        byte[] expected = signature(signed).getBytes(StandardCharsets.UTF_8);
        // compared as text: in base64 the same bytes may be written in several ways
        if (!MessageDigest.isEqual(expected, jwt.substring(last + 1).getBytes(StandardCharsets.UTF_8))) {
            throw unverified();
        }
        return AtJson.parseRecord(Base64.getUrlDecoder().decode(signed.substring(header.length())));
    }

    static XrpcError unverified() {
        return new XrpcError(400, "InvalidToken", "Token could not be verified");
    }

    private String signature(String signed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return base64(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
        }
    }

    private static String header(String type) {
        return base64(("{\"typ\":\"" + type + "\",\"alg\":\"HS256\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
