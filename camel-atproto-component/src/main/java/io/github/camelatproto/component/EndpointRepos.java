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

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.operation.Repos;
import io.github.camelatproto.component.session.Credentials;
import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.component.session.SessionBlobs;
import io.github.camelatproto.component.session.SessionManager;
import io.github.camelatproto.component.session.SessionRepo;
import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.syntax.TidClock;
import org.jspecify.annotations.Nullable;

/**
 * The repos that an endpoint may write: its account's, and with allowRepoFromHeader those of the component's accounts.
 */
final class EndpointRepos implements Repos {

    private final AtprotoEndpoint endpoint;
    /** Read at the first message, and not for each. */
    private volatile @Nullable Credentials own;
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
        Credentials own = ownCredentials();
        String repo = chosen == null ? configuration.getRepo() : chosen;
        Credentials other = chosen != null && configuration.isAllowRepoFromHeader() ? endpoint.credentialsOf(chosen) : null;
        SessionManager sessions = endpoint.sessions(other == null ? own : other);
        boolean mustMatch = repo != null && other == null;
        return sessions.session().thenApply(session -> {
            if (mustMatch && !isRepoOf(session, own, repo)) {
                throw new InvalidInputException(
                        "The repo " + (repo.length() > 64 ? repo.substring(0, 64) + "..." : repo) + " is not that of "
                                                + own.identifier() + " (" + session.did()
                                                + "), with whose account this endpoint"
                                                + " writes; put its account into the component's accounts and set"
                                                + " allowRepoFromHeader, or correct the repo");
            }
            return writable(sessions, session);
        });
    }

    private Writable writable(SessionManager sessions, Session session) {
        RepoAccess access = access();
        Opened known = last;
        if (known != null && known.access == access && known.sessions == sessions && known.repo.session().equals(session)) {
            return known.repo;
        }
        SessionRepo client = new SessionRepo(
                session.did(), sessions, client(), clock(), access.profile(session.pds()), access.points(session.did()));
        Writable repo = new Writable(session, client, access.writer(session), blobs(access, sessions, session));
        last = new Opened(access, sessions, repo);
        return repo;
    }

    private Uploads blobs(RepoAccess access, SessionManager sessions, Session session) {
        SessionBlobs blobs = new SessionBlobs(
                session.did(), sessions, client(), clock(), access.profile(session.pds()), access.backoff());
        AtprotoConfiguration configuration = endpoint.getConfiguration();
        Duration patience = Duration.ofMillis(configuration.getDeliveryTimeout());
        return (blob, what) -> blobs.upload(blob, what, configuration.getMaxBlobSize(), patience);
    }

    private Credentials ownCredentials() {
        Credentials known = own;
        if (known == null) {
            known = endpoint.credentials();
            own = known;
        }
        return known;
    }

    @Override
    public @Nullable String readable(@Nullable String chosen) {
        if (chosen == null) {
            return endpoint.ownRepo();
        }
        Credentials account = endpoint.credentialsOf(chosen);
        return account == null ? chosen : account.identifier();
    }

    private static boolean isRepoOf(Session session, Credentials credentials, String repo) {
        return repo.equals(session.did().toString())
                || repo.equalsIgnoreCase(session.handle())
                || repo.equalsIgnoreCase(credentials.identifier());
    }

    @Override
    public URI service() {
        return endpoint.service();
    }

    @Override
    public XrpcClient client() {
        return access().client(Duration.ofMillis(endpoint.getConfiguration().getRequestTimeout()));
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
