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
package io.github.camelatproto.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** identity.resolveHandle, and the file at the handle's own address that says the same. */
abstract class ResolveHandleContract extends Contract {

    ResolveHandleContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void aHandleHasADid() {
        assertThat(resolve(alice.account().handle()).success().text("did")).isEqualTo(alice.did());
    }

    @Test
    void theCaseDoesNotMatter() {
        assertThat(resolve(alice.account().handle().toUpperCase(Locale.ROOT)).success().text("did"))
                .isEqualTo(alice.did());
    }

    @Test
    void aHandleOfNobodyHereIsNotFound() {
        assertThat(resolve("nobody.test")).isRefused(400, "HandleNotFound").withMessage("Unable to resolve handle");
    }

    @Test
    void aDeactivatedAccountHasNoHandle() {
        pds.deactivate(alice.account());

        assertThat(resolve(alice.account().handle())).isRefused(400, "HandleNotFound");
        assertThat(wellKnown(alice.account().handle())).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void whatIsNoHandleIsRefused() {
        assertThat(resolve("x")).isRefused(400, "InvalidRequest").withMessageContaining(
                "Invalid com.atproto.identity.resolveHandle params: Invalid handle");
        assertThat(anonymous.query(Calls.RESOLVE_HANDLE)).isRefused(400, "InvalidRequest").withMessage(
                "Invalid com.atproto.identity.resolveHandle params: Missing required key \"handle\"");
    }

    @Test
    void underItsOwnNameTheServerTellsTheDid() {
        assertThat(wellKnown(alice.account().handle())).startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("Content-Type: text/plain").endsWith("\r\n\r\n" + alice.did());
        assertThat(wellKnown(alice.account().handle() + ":" + pds.url().getPort())).endsWith(alice.did());
    }

    @Test
    void underAnotherNameTheServerKnowsNobody() {
        assertThat(wellKnown("nobody.test")).startsWith("HTTP/1.1 404 ").endsWith("User not found");
    }

    private Answer resolve(String handle) {
        return anonymous.query(Calls.RESOLVE_HANDLE, Map.of("handle", handle));
    }

    /** The whole response to a request by another name than that of the server, which no HTTP client sends. */
    private String wellKnown(String host) {
        try (Socket socket = new Socket(pds.url().getHost(), pds.url().getPort())) {
            socket.getOutputStream().write(("GET /.well-known/atproto-did HTTP/1.1\r\nHost: " + host
                                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
