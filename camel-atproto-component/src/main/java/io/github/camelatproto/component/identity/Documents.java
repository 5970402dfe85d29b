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
package io.github.camelatproto.component.identity;

import java.io.IOException;
import java.net.URI;

import io.github.camelatproto.component.exception.IdentityException;
import io.github.camelatproto.syntax.Did;

/**
 * Fetches DID documents, of {@code did:plc} from the directory and of {@code did:web} from their hosts. Blocks;
 * thread-safe. Source: <a href="https://atproto.com/specs/did#blessed-did-methods">the DID specification</a>.
 */
final class Documents {

    private static final int MAX_BYTES = 65_536;

    private final Fetcher fetcher;
    private final URI directory;
    private final boolean isDevelopment;

    /**
     * @param directory     the PLC directory: scheme and authority only
     * @param isDevelopment whether a {@code did:web} may be on this machine, and a PDS at a plain {@code http:} address
     */
    Documents(Fetcher fetcher, URI directory, boolean isDevelopment) {
        this.fetcher = fetcher;
        this.directory = directory;
        this.isDevelopment = isDevelopment;
    }

    DidDocument of(Did did) {
        URI address = address(did);
        Fetcher.Answer answer;
        try {
            answer = fetcher.get(address, "application/did+ld+json,application/json", MAX_BYTES);
        } catch (IOException e) {
            throw new NotAnsweredException(
                    "The document of " + did + " cannot be fetched from " + address + ": " + e.getMessage()
                                           + "; try again, or set the option service",
                    e);
        }
        if (answer.status() == 404 || answer.status() == 410) {
            throw new IdentityException("There is no " + did + " (" + address + " answered " + answer.status() + ")");
        }
        if (answer.status() != 200) {
            throw new IdentityException(
                    "The document of " + did + " cannot be fetched: " + address + " answered "
                                        + answer.status() + "; try again, or set the option service");
        }
        return DidDocument.parse(did, answer.text(), isDevelopment);
    }

    private URI address(Did did) {
        String text = did.value();
        if (text.matches("did:plc:[a-z2-7]{24}")) {
            return directory.resolve("/" + text);
        }
        if (text.matches("did:web:[a-z0-9]([a-z0-9.-]*[a-z0-9])?[.][a-z][a-z0-9-]*")) {
            return URI.create("https://" + text.substring("did:web:".length()) + "/.well-known/did.json");
        }
        if (isDevelopment && text.matches("did:web:localhost(%3A\\d{1,5})?")) {
            return URI.create("http://" + text.substring("did:web:".length()).replace("%3A", ":") + "/.well-known/did.json");
        }
        throw new IdentityException(
                did + " is of a kind that no account of the AT Protocol has: there are did:plc and did:web with a host name");
    }
}
