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
package io.github.camelatproto.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.repo.VerifyingKey;

/** A public key parses and is written as it was, or is refused as documented. */
public final class KeyTarget {

    private KeyTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = "z" + new String(input, StandardCharsets.ISO_8859_1);
        for (String type : List.of("EcdsaSecp256k1VerificationKey2019", "EcdsaSecp256r1VerificationKey2019")) {
            try {
                VerifyingKey.ofVerificationMethod(Map.of("type", type, "publicKeyMultibase", text));
            } catch (IllegalArgumentException e) {
                // as documented
            }
        }
        try {
            VerifyingKey key = VerifyingKey.ofMultikey(text);
            key.verify(input, input);
            if (!key.didKey().endsWith(text)) {
                throw new AssertionError("Another key than the one that was read");
            }
        } catch (IllegalArgumentException e) {
            // as documented
        }
    }
}
