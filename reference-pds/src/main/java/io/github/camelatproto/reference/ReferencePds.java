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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * A reference PDS that runs in a process of its own, on a free port of the loopback interface, with a PLC directory in
 * memory and data that is deleted at the end. It ends when it is closed, and also when this JVM ends in whatever way.
 * <p>
 * Every method that talks to the PDS throws {@code IllegalStateException} with status and body when the PDS refuses,
 * and {@code UncheckedIOException} when it does not answer within 30 seconds. Instances are safe for use by several
 * threads.
 */
public final class ReferencePds implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final long SMALLEST_12_DIGITS = (long) Math.pow(36, 11);

    private final ServerProcess process;
    private final URI url;
    private final URI plc;
    private final String adminPassword;
    private final SessionTokens tokens;
    private final List<Account> accounts;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ReferencePds(ServerProcess process, JsonNode ready) {
        this.process = process;
        this.url = URI.create(ready.required("url").textValue());
        this.plc = URI.create(ready.required("plc").textValue());
        this.adminPassword = ready.required("adminPassword").textValue();
        this.tokens = new SessionTokens(ready.required("jwtSecret").textValue());
        List<Account> created = new ArrayList<>();
        for (JsonNode account : ready.required("accounts")) {
            created.add(new Account(
                    account.required("handle").textValue(), account.required("did").textValue(),
                    account.required("password").textValue()));
        }
        this.accounts = List.copyOf(created);
    }

    /**
     * An account of the PDS.
     *
     * @param handle   such as {@code alice.test}
     * @param did      such as {@code did:plc:cd4ldbbs3enbcf2qoo3jzp2b}
     * @param password the password of the account itself, not an app password
     */
    public record Account(String handle, String did, String password) {
    }

    /**
     * A session of an account.
     *
     * @param accessJwt  the token for requests, valid for two hours
     * @param refreshJwt the token for a next session, valid for 90 days
     */
    public record Session(String accessJwt, String refreshJwt) {
    }

    /**
     * Why the PDS cannot run on this machine, such as {@code npm is not on the PATH}; empty if nothing is known to be
     * missing. Starts {@code node --version}, and no more.
     */
    public static Optional<String> missing() {
        return Prerequisites.ofThisMachine().missing();
    }

    /**
     * Starts a PDS and waits until it is ready: about four seconds, and the first time about three minutes more, since
     * it is installed from npm then.
     *
     * @param  args                  options of {@code start.mjs}, such as {@code --rate-limits} or
     *                               {@code --account alice.test:secret}, name and value each an argument of its own
     * @throws IllegalStateException if the folder of the PDS is not found, the PDS ends before it is ready, or is not
     *                               ready after ten minutes; the message ends with what the process said last
     */
    public static ReferencePds start(String... args) {
        Prerequisites prerequisites = Prerequisites.ofThisMachine();
        ServerProcess process = ServerProcess.start(prerequisites.script(), List.of(args));
        try {
            return new ReferencePds(process, new ObjectMapper().readTree(process.awaitReady(START_TIMEOUT)));
        } catch (JsonProcessingException e) {
            process.close();
            throw new IllegalStateException("The first line of the reference PDS is not JSON", e);
        } catch (RuntimeException e) {
            process.close();
            throw e;
        }
    }

    /**
     * Where the PDS is, such as {@code http://localhost:34755}. It drops connections that ask for an upgrade to
     * anything but a WebSocket without an answer, so a {@code java.net.http.HttpClient} has to be told to speak
     * HTTP/1.1.
     */
    public URI url() {
        return url;
    }

    /** Where the PLC directory is, such as {@code http://localhost:42133}. */
    public URI plc() {
        return plc;
    }

    /** The accounts that were ordered with {@code --account}, in that order. */
    public List<Account> accounts() {
        return accounts;
    }

    /** Creates an account with a random handle under {@code .test}, a random password and an empty repo. */
    public Account createAccount() {
        String handle = "u" + randomLetters() + ".test";
        String password = randomLetters();
        JsonNode created = post("com.atproto.server.createAccount", null,
                Map.of("handle", handle, "email", handle + "@example.com", "password", password));
        return new Account(handle, created.required("did").textValue(), password);
    }

    /** Logs in with handle and password. With rate limits, an account may do so 30 times in five minutes. */
    public Session createSession(Account account) {
        JsonNode session = post("com.atproto.server.createSession", null,
                Map.of("identifier", account.handle(), "password", account.password()));
        return new Session(session.required("accessJwt").textValue(), session.required("refreshJwt").textValue());
    }

    /** Ends the session that the refresh token belongs to. Its access token stays valid until it expires. */
    public void revoke(String refreshJwt) {
        post("com.atproto.server.deleteSession", "Bearer " + refreshJwt, null);
    }

    /** Takes the account down, as a moderator does, which also revokes its refresh tokens. */
    public void takeDown(String did) {
        updateStatus(did, "takedown", true);
    }

    /** Undoes {@link #takeDown}. */
    public void restore(String did) {
        updateStatus(did, "takedown", false);
    }

    /** Deactivates the account, as its owner can do too. */
    public void deactivate(Account account) {
        updateStatus(account.did(), "deactivated", true);
    }

    /** Undoes {@link #deactivate}. */
    public void activate(Account account) {
        updateStatus(account.did(), "deactivated", false);
    }

    /** An access token like those the PDS issues, with a good signature, that expired a minute ago. */
    public String expiredAccessToken(String did) {
        return tokens.expiredAccessToken(did);
    }

    /** A refresh token like those the PDS issues, with a good signature, that expired a minute ago. */
    public String expiredRefreshToken(String did) {
        return tokens.expiredRefreshToken(did);
    }

    /** Ends the PDS and waits until its process is gone, by force after 15 seconds. May be called again. */
    @Override
    public void close() {
        process.close();
    }

    ProcessHandle process() {
        return process.handle();
    }

    /** Twelve random digits of base 36. */
    private static String randomLetters() {
        return Long.toString(ThreadLocalRandom.current().nextLong(SMALLEST_12_DIGITS, SMALLEST_12_DIGITS * 36), 36);
    }

    private void updateStatus(String did, String status, boolean applied) {
        String credentials = "admin:" + adminPassword;
        post("com.atproto.admin.updateSubjectStatus",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)),
                Map.of("subject", Map.of("$type", "com.atproto.admin.defs#repoRef", "did", did),
                        status, Map.of("applied", applied)));
    }

    private JsonNode post(String nsid, @Nullable String authorization, @Nullable Map<String, ?> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/xrpc/" + nsid)).timeout(REQUEST_TIMEOUT);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            BodyPublisher content = body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
            HttpResponse<String> response = http.send(request.POST(content).build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(nsid + " failed: " + response.statusCode() + " " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(nsid + " had no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during " + nsid, e);
        }
    }
}
