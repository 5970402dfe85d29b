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

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.repo.SigningKey;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;

/**
 * The operation out of which a did:plc comes. No directory hears of it: the DIDs of this PDS are known to itself alone.
 *
 * @see <a href="https://web.plc.directory/spec/v0.1/did-plc">did:plc</a>
 */
final class Genesis {

    /** Of the hash, as many as the 24 characters of the DID hold. */
    private static final int HASH_BYTES = 15;

    private Genesis() {
    }

    static Did did(Handle handle, SigningKey key) {
        Map<String, @Nullable Object> operation = new HashMap<>();
        operation.put("type", "plc_operation");
        operation.put("rotationKeys", List.of(key.didKey()));
        operation.put("verificationMethods", Map.of("atproto", key.didKey()));
        operation.put("alsoKnownAs", List.of("at://" + handle));
        operation.put("services", Map.of());
        operation.put("prev", null);
        operation.put("sig", key.sign(DagCbor.encode(operation)));
        byte[] hash = Arrays.copyOf(sha256(DagCbor.encode(operation)), HASH_BYTES);
        return Did.parse("did:plc:" + Base32.toBase32String(hash).toLowerCase(Locale.ROOT));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
