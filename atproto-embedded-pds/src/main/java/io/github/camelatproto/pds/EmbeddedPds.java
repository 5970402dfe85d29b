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
package io.github.camelatproto.pds;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.AccountStatus;
import io.github.camelatproto.pds.account.Tokens;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.pds.method.Methods;
import io.github.camelatproto.pds.page.Page;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.pds.xrpc.Calls;
import io.github.camelatproto.pds.xrpc.PdsServer;
import io.github.camelatproto.pds.xrpc.Timeouts;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A PDS in this JVM. It is built, started once and closed once; what it keeps in memory goes with it. Instances have
 * nothing to do with each other. Methods that take a DID throw {@link IllegalArgumentException} if no account here has
 * it. Thread-safe.
 */
public final class EmbeddedPds implements AutoCloseable {

    private final Builder options;
    private final Faults faults = new Faults();
    private @Nullable PdsState state;
    private @Nullable PdsServer server;
    private @Nullable URI url;

    private EmbeddedPds(Builder options) {
        this.options = options;
    }

    /**
     * Begins with the defaults: a free port of the loopback interface, everything in memory, no account, no rate
     * limits.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * An account as it was just created.
     *
     * @param did        such as {@code did:plc:cd4ldbbs3enbcf2qoo3jzp2b}; no directory has it
     * @param handle     such as {@code alice.test}
     * @param accessJwt  the token for calls, valid for two hours
     * @param refreshJwt the token for a next session, valid for 90 days
     */
    public record NewAccount(String did, String handle, String accessJwt, String refreshJwt) {

        /** Without the tokens, which are secret. */
        @Override
        public String toString() {
            return "NewAccount[" + did + ", " + handle + "]";
        }
    }

    /**
     * Opens what it keeps, creates the accounts that are not there, and listens.
     *
     * @return                       this
     * @throws IllegalStateException if it was started or closed before, the port is in use, the host is none of this
     *                               machine, or the data file cannot be opened
     */
    public synchronized EmbeddedPds start() {
        if (url != null) {
            throw new IllegalStateException("An embedded PDS is started once");
        }
        URI site = URI.create("http://" + options.siteName());
        url = site;
        Path file = options.dataFile;
        PdsState opened = file == null ? PdsState.inMemory(options.clock) : PdsState.inFile(file, options.clock);
        state = opened;
        try {
            options.accounts.forEach((handle, password) -> createUnlessThere(opened, handle, password));
            PdsServer listening = server(opened);
            server = listening;
            url = URI.create(site + ":" + listening.listen(options.host, options.port));
            return this;
        } catch (IOException e) {
            close();
            throw new IllegalStateException(
                    "The PDS cannot listen on " + options.host + ":" + options.port + ": "
                                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private PdsServer server(PdsState opened) {
        Calls calls = new Calls(
                opened, Lexicons.bundled(), Methods.of(opened, this::url, options.blobUploadLimit),
                options.rateLimits ? options.clock : null, faults::take);
        return new PdsServer(
                calls, opened.accounts(), workers -> new Page(opened, workers, options.siteName()), options.timeouts);
    }

    /**
     * Where it is, such as {@code http://localhost:34755}.
     *
     * @throws IllegalStateException if it has not been started, or is closed
     */
    public synchronized URI url() {
        if (server == null || url == null) {
            throw new IllegalStateException("The PDS has not been started, or is closed");
        }
        return url;
    }

    /** What goes wrong with its calls; nothing does until it is ordered. */
    public Faults faults() {
        return faults;
    }

    /**
     * Creates an account with an empty repo.
     *
     * @param  handle                   any, not just those that createAccount gives
     * @throws IllegalArgumentException if the handle is none, or there is an account that has it
     */
    public NewAccount createAccount(String handle, String password) {
        Account account = create(state(), Handle.parse(handle), password);
        Tokens tokens = state().sessions().open(account.did());
        return new NewAccount(
                account.did().value(), account.handle().value(), tokens.accessJwt(), tokens.refreshJwt());
    }

    /** Takes an account down, as a moderator does, which also revokes its refresh tokens. */
    public void takeDown(String did) {
        setStatus(did, AccountStatus.TAKENDOWN);
        state().sessions().revoke(Did.parse(did));
    }

    /** Undoes {@link #takeDown}. */
    public void restore(String did) {
        setStatus(did, AccountStatus.ACTIVE);
    }

    /** Deactivates an account, as its owner can do. */
    public void deactivate(String did) {
        setStatus(did, AccountStatus.DEACTIVATED);
    }

    /** Undoes {@link #deactivate}. */
    public void activate(String did) {
        setStatus(did, AccountStatus.ACTIVE);
    }

    /** From now on the access tokens that the account has count as expired: 400 {@code ExpiredToken}. */
    public void expireAccessTokens(String did) {
        state().sessions().expireAccess(known(did));
    }

    /** From now on the refresh tokens that the account has are no good; its access tokens live on until they expire. */
    public void revokeSessions(String did) {
        state().sessions().revoke(known(did));
    }

    /** Closes its connections and what it keeps, and ends its threads. May be called again. */
    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
        if (state != null) {
            state.close();
        }
        server = null;
        state = null;
        if (url == null) {
            url = URI.create("http://" + options.siteName());
        }
    }

    private void setStatus(String did, AccountStatus status) {
        state().accounts().setStatus(Did.parse(did), status);
    }

    private Did known(String did) {
        return state().accounts().find(Did.parse(did).value())
                .orElseThrow(() -> new IllegalArgumentException("No account " + did)).did();
    }

    private synchronized PdsState state() {
        if (state == null) {
            throw new IllegalStateException("The PDS has not been started, or is closed");
        }
        return state;
    }

    private static void createUnlessThere(PdsState state, Handle handle, String password) {
        if (state.accounts().find(handle.value()).isEmpty()) {
            create(state, handle, password);
        }
    }

    private static Account create(PdsState state, Handle handle, String password) {
        try {
            return state.accounts().create(handle, null, password);
        } catch (XrpcError e) {
            throw new IllegalArgumentException(handle + ": " + e.getMessage(), e);
        }
    }

    /** What an embedded PDS is to be. Not thread-safe. */
    public static final class Builder {

        private static final String LOOPBACK = "127.0.0.1";
        private static final int MOST_BLOB_BYTES = 1 << 30;

        private final Map<Handle, String> accounts = new LinkedHashMap<>();
        private String host = LOOPBACK;
        private int port;
        private @Nullable Path dataFile;
        private Clock clock = Clock.systemUTC();
        private boolean rateLimits;
        private int blobUploadLimit = 5 * 1024 * 1024;
        private Timeouts timeouts = Timeouts.DEFAULT;

        private Builder() {
        }

        private Builder(Builder other) {
            accounts.putAll(other.accounts);
            host = other.host;
            port = other.port;
            dataFile = other.dataFile;
            clock = other.clock;
            rateLimits = other.rateLimits;
            blobUploadLimit = other.blobUploadLimit;
            timeouts = other.timeouts;
        }

        /** The address to listen on; the default is the loopback interface, which nobody else can reach. */
        public Builder host(String host) {
            this.host = Objects.requireNonNull(host);
            return this;
        }

        /** The port to listen on; 0, the default, is a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * An account that is created unless it exists, with its password of then.
         *
         * @param  handle                   any, not just those that createAccount gives
         * @throws IllegalArgumentException if the handle is none
         */
        public Builder account(String handle, String password) {
            accounts.put(Handle.parse(handle), Objects.requireNonNull(password));
            return this;
        }

        /** A file of H2, created where it is not there, which keeps everything; the default is the memory. */
        public Builder dataFile(Path file) {
            this.dataFile = Objects.requireNonNull(file);
            return this;
        }

        /** What tells tokens, rate limits and commits the time; the default is the system's. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock);
            return this;
        }

        /** Whether calls and writes are limited as the reference PDS does it; the default is false. */
        public Builder rateLimits(boolean rateLimits) {
            this.rateLimits = rateLimits;
            return this;
        }

        /**
         * The size of the largest blob in bytes; the default is 5 MiB.
         *
         * @throws IllegalArgumentException if it is negative or more than 1 GiB
         */
        public Builder blobUploadLimit(int bytes) {
            if (bytes < 0 || bytes > MOST_BLOB_BYTES) {
                throw new IllegalArgumentException(
                        "Invalid limit of blobs: " + bytes + " is not in 0 to " + MOST_BLOB_BYTES);
            }
            this.blobUploadLimit = bytes;
            return this;
        }

        Builder timeouts(Timeouts timeouts) {
            this.timeouts = timeouts;
            return this;
        }

        /** Makes a PDS that has not been started. */
        public EmbeddedPds build() {
            return new EmbeddedPds(new Builder(this));
        }

        private String siteName() {
            if (host.equals(LOOPBACK)) {
                return "localhost";
            }
            return host.contains(":") ? "[" + host + "]" : host;
        }
    }
}
