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
package io.github.camelatproto.reference;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes session tokens as the reference PDS does: JWTs signed with HMAC SHA-256 and the PDS's secret. */
final class SessionTokens {
    private static final String AUDIENCE = "did:web:localhost";
    private static final Duration EXPIRED_SINCE = Duration.ofMinutes(1);
    private static final Duration ACCESS_LIFETIME = Duration.ofHours(2);
    private static final Duration REFRESH_LIFETIME = Duration.ofDays(90);

    private final SecretKeySpec key;

    SessionTokens(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    String expiredAccessToken(String did) {
        return sign("at+jwt", "{\"scope\":\"com.atproto.access\"," + claims(did, ACCESS_LIFETIME) + "}");
    }

    String expiredRefreshToken(String did) {
        return sign("refresh+jwt", "{\"scope\":\"com.atproto.refresh\",\"jti\":\"" + UUID.randomUUID() + "\","
                                   + claims(did, REFRESH_LIFETIME) + "}");
    }

    private static String claims(String did, Duration lifetime) {
        Instant expired = Instant.now().minus(EXPIRED_SINCE);
        return "\"aud\":\"" + AUDIENCE + "\",\"sub\":\"" + did + "\",\"iat\":" + expired.minus(lifetime).getEpochSecond()
               + ",\"exp\":" + expired.getEpochSecond();
    }

    private String sign(String type, String payload) {
        String header = "{\"typ\":\"" + type + "\",\"alg\":\"HS256\"}";
        String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                        + base64(payload.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has HmacSHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
