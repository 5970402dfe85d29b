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
package io.github.camelatproto.component;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.github.camelatproto.component.commit.Stages;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.IdentityException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.identity.Identities;
import io.github.camelatproto.component.identity.Identity;
import io.github.camelatproto.component.operation.Repos;
import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.component.session.SessionBlobs;
import io.github.camelatproto.component.session.SessionManager;
import io.github.camelatproto.component.session.SessionRepo;
import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.TidClock;
import org.jspecify.annotations.Nullable;

/**
 * The repos that an endpoint may write: its account's, and with allowRepoFromHeader those of the component's accounts.
 */
final class EndpointRepos implements Repos {

    private final AtprotoEndpoint endpoint;
    /** Read at the first message, and not for each. */
    private volatile @Nullable AccountLogin own;
    /** What the last message was for: mostly the next one's too. */
    private volatile @Nullable Opened last;

    private record Opened(RepoAccess access, SessionManager sessions, Writable repo) {
    }

    EndpointRepos(AtprotoEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Asked for each time: it is another one after the component has been restarted. */
    private RepoAccess access() {
        return endpoint.getComponent().access();
    }

    @Override
    public CompletionStage<Writable> open(@Nullable String chosen) {
        AtprotoConfiguration configuration = endpoint.getConfiguration();
        AccountLogin own = ownLogin();
        String repo = chosen == null ? configuration.getRepo() : chosen;
        AccountLogin other = chosen != null && configuration.isAllowRepoFromHeader() ? endpoint.loginOf(chosen) : null;
        AccountLogin login = other == null ? own : other;
        boolean mustMatch = repo != null && other == null;
        if (login.service() == null) {
            return openWhereItLives(login, mustMatch ? repo : null);
        }
        SessionManager sessions = endpoint.sessions(login.at(login.service()), client());
        return sessions.session().thenApply(session -> {
            match(session, login, mustMatch ? repo : null);
            // the service itself may say that the repo lives elsewhere
            return writable(
                    sessions, session, session.pds().equals(login.service()) ? client() : clientForStrangers(), () -> {
                        // the route has named the service, wherever the account is
                    });
        });
    }

    /** On the PDS that the account's document names; where that will not have it any more, perhaps on another. */
    private CompletionStage<Writable> openWhereItLives(AccountLogin login, @Nullable String mustBe) {
        AtIdentifier identifier = AtIdentifier.parse(login.identifier());
        Identities identities = access().identities();
        return identities.resolve(identifier).thenCompose(identity -> openAt(identity, login, mustBe)
                .exceptionallyCompose(failure -> mayHaveMoved(failure)
                        ? resolveAnew(identifier).thenCompose(again -> again.equals(identity)
                                ? CompletableFuture.failedFuture(failure) : openAt(again, login, mustBe))
                        : CompletableFuture.failedFuture(failure)));
    }

    private CompletionStage<Identity> resolveAnew(AtIdentifier identifier) {
        Identities identities = access().identities();
        identities.doubt(identifier);
        return identities.resolve(identifier);
    }

    private static boolean mayHaveMoved(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        return cause instanceof AuthenticationException || cause instanceof PdsUnreachableException;
    }

    private CompletionStage<Writable> openAt(Identity identity, AccountLogin login, @Nullable String mustBe) {
        SessionManager sessions = endpoint.sessions(login.at(identity.pds()), clientForStrangers());
        return sessions.session().thenApply(session -> {
            if (!session.did().equals(identity.did())) {
                throw new IdentityException(
                        login + " is " + identity.did() + ", and " + identity.pds() + " gave a session of " + session.did()
                                            + "; nothing was written");
            }
            match(session, login, mustBe);
            return writable(
                    sessions, session, clientForStrangers(),
                    () -> access().identities().doubt(AtIdentifier.parse(login.identifier())));
        });
    }

    private static void match(Session session, AccountLogin login, @Nullable String repo) {
        if (repo != null && !isRepoOf(session, login, repo)) {
            throw new InvalidInputException(
                    "The repo " + (repo.length() > 64 ? repo.substring(0, 64) + "..." : repo) + " is not that of "
                                            + login.identifier() + " (" + session.did()
                                            + "), with whose account this endpoint"
                                            + " writes; put its account into the component's accounts and set"
                                            + " allowRepoFromHeader, or correct the repo");
        }
    }

    /**
     * @param doubt run where the PDS will not have the account, or is not there
     */
    private Writable writable(SessionManager sessions, Session session, XrpcClient client, Runnable doubt) {
        RepoAccess access = access();
        Opened known = last;
        if (known != null && known.access == access && known.sessions == sessions && known.repo.session().equals(session)) {
            return known.repo;
        }
        SessionRepo repo = new SessionRepo(
                session.did(), sessions, client, clock(), access.profile(session.pds()), access.points(session.did()), doubt);
        Writable opened = new Writable(session, repo, access.writer(session), blobs(access, sessions, session, client));
        last = new Opened(access, sessions, opened);
        return opened;
    }

    private Uploads blobs(RepoAccess access, SessionManager sessions, Session session, XrpcClient client) {
        SessionBlobs blobs = new SessionBlobs(
                session.did(), sessions, client, clock(), access.profile(session.pds()), access.backoff());
        AtprotoConfiguration configuration = endpoint.getConfiguration();
        Duration patience = Duration.ofMillis(configuration.getDeliveryTimeout());
        return (blob, what) -> blobs.upload(blob, what, configuration.getMaxBlobSize(), patience);
    }

    private AccountLogin ownLogin() {
        AccountLogin known = own;
        if (known == null) {
            known = endpoint.login();
            own = known;
        }
        return known;
    }

    @Override
    public @Nullable String readable(@Nullable String chosen) {
        if (chosen == null) {
            return endpoint.ownRepo();
        }
        AccountLogin account = endpoint.loginOf(chosen);
        return account == null ? chosen : account.identifier();
    }

    private static boolean isRepoOf(Session session, AccountLogin login, String repo) {
        return repo.equals(session.did().toString())
                || repo.equalsIgnoreCase(session.handle())
                || repo.equalsIgnoreCase(login.identifier());
    }

    @Override
    public CompletionStage<Source> source(AtIdentifier repo) {
        return named().<CompletionStage<Source>> map(CompletableFuture::completedFuture)
                .orElseGet(() -> access().identities().resolve(repo)
                        .thenApply(identity -> new Source(identity.pds(), clientForStrangers(), identity.did())));
    }

    /** The service that the route names. */
    Optional<Source> named() {
        return Optional.ofNullable(endpoint.service()).map(service -> new Source(service, client(), null));
    }

    private XrpcClient client() {
        return access().client(requestTimeout());
    }

    private XrpcClient clientForStrangers() {
        return access().clientForStrangers(requestTimeout());
    }

    private Duration requestTimeout() {
        return Duration.ofMillis(endpoint.getConfiguration().getRequestTimeout());
    }

    @Override
    public Executor results() {
        return access().threads();
    }

    @Override
    public Clock clock() {
        return access().clock();
    }

    @Override
    public TidClock tids() {
        return endpoint.getComponent().tidClock();
    }
}
