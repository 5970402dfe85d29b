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
package io.github.camelatproto.component.session;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.xrpc.ServiceAddress;
import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.component.xrpc.XrpcErrors;
import io.github.camelatproto.component.xrpc.XrpcInput;
import io.github.camelatproto.component.xrpc.XrpcRequest;
import io.github.camelatproto.component.xrpc.XrpcResponse;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * The two calls that give a session: com.atproto.server.createSession and com.atproto.server.refreshSession. Each is
 * made once; failures are AtprotoExceptions, or TransportException. Thread-safe.
 */
final class Login {

    private final XrpcClient client;
    private final Clock clock;

    Login(XrpcClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    CompletionStage<Session> create(Credentials credentials) {
        Map<String, Object> input = Map.of("identifier", credentials.identifier(), "password", credentials.password());
        return client
                .call(XrpcRequest.procedure(credentials.service(), "com.atproto.server.createSession", XrpcInput.of(input)))
                .thenApply(response -> session(response, "Login of " + credentials, credentials.service()));
    }

    CompletionStage<Session> refresh(Credentials credentials, Session session) {
        // where the account logged in, not the PDS: an entryway renews the tokens that it gave
        return client.call(
                XrpcRequest.procedure(credentials.service(), "com.atproto.server.refreshSession", null)
                        .withToken(session.refreshJwt()))
                .thenApply(response -> session(response, "Renewing the session of " + credentials, credentials.service()));
    }

    private Session session(XrpcResponse response, String subject, URI service) {
        if (!response.isSuccess() || !response.isJson()) {
            throw XrpcErrors.of(response, subject, clock);
        }
        Map<String, Object> json = response.json();
        if (json.get("did") instanceof String did && Did.isValid(did)
                && json.get("accessJwt") instanceof String access
                && json.get("refreshJwt") instanceof String refresh) {
            String handle = json.get("handle") instanceof String text ? text : "";
            return new Session(Did.parse(did), handle, pds(json.get("didDoc"), service), access, refresh);
        }
        throw new PdsUnreachableException(
                subject + ": the answer holds no session; is the option service the address of a PDS?");
    }

    /** The PDS that the DID document names, where tokens may be sent: over TLS, or the very service itself. */
    private static URI pds(@Nullable Object didDocument, URI service) {
        if (didDocument instanceof Map<?, ?> document && document.get("service") instanceof List<?> services) {
            Optional<URI> named = services.stream()
                    .filter(entry -> entry instanceof Map<?, ?> map
                            && String.valueOf(map.get("id")).endsWith("#atproto_pds")
                            && map.get("serviceEndpoint") instanceof String)
                    .map(entry -> ServiceAddress.parse(String.valueOf(((Map<?, ?>) entry).get("serviceEndpoint"))))
                    .flatMap(Optional::stream)
                    .filter(ServiceAddress::isSecure)
                    .findFirst();
            return named.orElse(service);
        }
        return service;
    }
}
