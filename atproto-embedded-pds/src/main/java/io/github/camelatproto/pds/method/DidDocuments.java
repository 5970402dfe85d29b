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
package io.github.camelatproto.pds.method;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.camelatproto.pds.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * Makes the DID documents that a PLC directory would have of the accounts.
 *
 * @see <a href="https://atproto.com/specs/did#did-documents">DID documents</a>
 */
final class DidDocuments {

    private final Supplier<URI> pds;

    DidDocuments(Supplier<URI> pds) {
        this.pds = pds;
    }

    Map<String, @Nullable Object> of(Account account) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("@context", List.of(
                "https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1",
                "https://w3id.org/security/suites/secp256k1-2019/v1"));
        document.put("id", account.did().value());
        document.put("alsoKnownAs", List.of("at://" + account.handle()));
        document.put("verificationMethod", List.of(key(account)));
        document.put("service", List.of(service()));
        return document;
    }

    private static Map<String, String> key(Account account) {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("id", account.did() + "#atproto");
        key.put("type", "Multikey");
        key.put("controller", account.did().value());
        key.put("publicKeyMultibase", account.key().multikey());
        return key;
    }

    private Map<String, String> service() {
        Map<String, String> service = new LinkedHashMap<>();
        service.put("id", "#atproto_pds");
        service.put("type", "AtprotoPersonalDataServer");
        service.put("serviceEndpoint", pds.get().toString());
        return service;
    }
}
