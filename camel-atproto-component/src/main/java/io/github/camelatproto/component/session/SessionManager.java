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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.camelatproto.component.commit.Scheduler;
import io.github.camelatproto.component.commit.Stages;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.component.xrpc.TransportException;
import io.github.camelatproto.component.xrpc.XrpcClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one account: one login, shared by all; renewed once for all when the PDS refuses its token
 * (single-flight), by refreshSession and, where that is refused too, by a new login. A login that was refused is not
 * tried again for a while, so that a wrong password does not use up the account's few logins. Thread-safe.
 */
public final class SessionManager {

    private static final Logger LOG = LoggerFactory.getLogger(SessionManager.class);
    /** How long a refused login stands for the messages after it. */
    private static final Duration REFUSAL_STANDS = Duration.ofSeconds(30);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);

    private final Credentials credentials;
    private final SessionStore store;
    private final Login login;
    private final Executor pool;
    private final Scheduler scheduler;
    private final Clock clock;
    private final Duration patience;

    /** A store that hangs costs a login, not the messages that wait for it. */
    private static final Duration STORE_PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final List<CompletableFuture<Session>> waiting = new ArrayList<>();
    private boolean underWay;
    private volatile boolean stopped;
    /** Whether the store has an older session than this has. */
    private volatile boolean isStoreBehind;
    private @Nullable Session current;
    private @Nullable AtprotoException refusal;
    private Instant refusedUntil = Instant.MIN;

    /**
     * @param pool     runs the session store, which may block
     * @param patience how long a PDS that cannot be reached is tried again
     */
    public SessionManager(
                          Credentials credentials, SessionStore store, XrpcClient client, Executor pool, Scheduler scheduler,
                          Clock clock, Duration patience) {
        this.credentials = credentials;
        this.store = store;
        this.login = new Login(client, clock);
        this.pool = pool;
        this.scheduler = scheduler;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * The account's session; logs in if there is none yet. Callers are answered in the order in which they came, on the
     * thread that has the answer, so what they attach must not block. Completes exceptionally with an
     * {@link AtprotoException}.
     */
    public CompletionStage<Session> session() {
        lock.lock();
        try {
            if (current != null) {
                return CompletableFuture.completedFuture(current);
            }
            if (refusal != null && clock.instant().isBefore(refusedUntil)) {
                return CompletableFuture.failedFuture(refusal);
            }
            return join(() -> load().thenCompose(kept -> orElse(kept, this::logIn)));
        } finally {
            lock.unlock();
        }
    }

    /** A session other than the one whose token was refused: one that somebody renewed already, or a new one. */
    public CompletionStage<Session> renew(Session refused) {
        lock.lock();
        try {
            if (current != null && !current.accessJwt().equals(refused.accessJwt())) {
                return CompletableFuture.completedFuture(current);
            }
            current = null;
            if (refusal != null && clock.instant().isBefore(refusedUntil)) {
                return CompletableFuture.failedFuture(refusal);
            }
            return join(() -> newerThan(refused).thenCompose(newer -> orElse(newer, () -> refresh(refused))));
        } finally {
            lock.unlock();
        }
    }

    /** How the session stands, as far as the messages up to now have shown; asks nobody. */
    public SessionState state() {
        lock.lock();
        try {
            return new SessionState(
                    credentials.service(), credentials.identifier(), kind(), current == null ? null : current.did(),
                    current == null ? null : current.pds(), refusal == null ? null : refusal.getMessage(),
                    refusal == null ? null : refusedUntil);
        } finally {
            lock.unlock();
        }
    }

    private SessionState.Kind kind() {
        if (current != null) {
            return SessionState.Kind.LOGGED_IN;
        }
        if (refusal != null) {
            return SessionState.Kind.REFUSED;
        }
        return underWay ? SessionState.Kind.PENDING : SessionState.Kind.NONE;
    }

    /** Makes a call with the session, and once more with another where its token is refused. */
    <A> CompletionStage<A> call(Function<Session, CompletionStage<A>> call, Predicate<A> isTokenRefused) {
        return session().thenCompose(session -> call.apply(session)
                .thenCompose(answer -> isTokenRefused.test(answer)
                        ? renew(session).thenCompose(call) : CompletableFuture.completedFuture(answer)));
    }

    /** Who waits for a session fails at once, and so does who comes later: nothing of theirs has been sent. */
    public void stop() {
        List<CompletableFuture<Session>> unanswered;
        lock.lock();
        try {
            stopped = true;
            unanswered = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        unanswered.forEach(answer -> answer.completeExceptionally(stopping()));
    }

    private WriteRejectedException stopping() {
        return new WriteRejectedException("Not sent with the account " + credentials + ": the component is stopping");
    }

    private CompletionStage<Session> join(Supplier<CompletionStage<Session>> flight) {
        if (stopped) {
            return CompletableFuture.failedFuture(stopping());
        }
        CompletableFuture<Session> answer = new CompletableFuture<>();
        waiting.add(answer);
        if (!underWay) {
            underWay = true;
            // whatever the flight throws, those who wait are answered
            CompletionStage<?> unused = CompletableFuture.completedFuture(null)
                    .thenCompose(started -> flight.get()).whenCompleteAsync(this::land, pool);
        }
        return answer;
    }

    private CompletionStage<Session> refresh(Session refused) {
        return untilReached(() -> login.refresh(credentials, refused), clock.instant().plus(patience), FIRST_RETRY)
                .thenCompose(this::keep)
                .exceptionallyCompose(failure -> mayLogInAnew(failure)
                        ? newerThan(refused).thenCompose(newer -> orElse(newer, this::logIn))
                        : CompletableFuture.failedFuture(failure));
    }

    private static CompletionStage<Session> orElse(Optional<Session> session, Supplier<CompletionStage<Session>> other) {
        return session.<CompletionStage<Session>> map(CompletableFuture::completedFuture).orElseGet(other);
    }

    /** Another process that shares the store may have renewed the session. */
    private CompletionStage<Optional<Session>> newerThan(Session refused) {
        return isStoreBehind
                ? CompletableFuture.completedFuture(Optional.empty())
                : load().thenApply(kept -> kept.filter(session -> !session.accessJwt().equals(refused.accessJwt())));
    }

    private CompletionStage<Optional<Session>> load() {
        return ofStore(() -> store.load(credentials.key()), Optional.empty(),
                "The session store could not be read, so {} logs in anew: {}");
    }

    /**
     * What the store gives, on a thread that it may block; the alternative where it fails or hangs.
     */
    private <T> CompletionStage<T> ofStore(Supplier<T> asked, T alternative, String warning) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            scheduler.schedule(STORE_PATIENCE, () -> {
                if (answer.complete(alternative)) {
                    LOG.warn(warning, credentials, "it has not answered for " + STORE_PATIENCE.toSeconds() + " s");
                }
            });
        } catch (RejectedExecutionException e) {
            // the component has stopped, and nobody waits any more
            return CompletableFuture.completedFuture(alternative);
        }
        pool.execute(() -> {
            try {
                answer.complete(asked.get());
            } catch (RuntimeException e) {
                if (answer.complete(alternative)) {
                    LOG.warn(warning, credentials, e.toString());
                }
            }
        });
        return answer;
    }

    private void land(@Nullable Session session, @Nullable Throwable failure) {
        lock.lock();
        try {
            underWay = false;
            current = session;
            AtprotoException error = failure == null ? null : error(failure);
            if (error instanceof AuthenticationException || error instanceof RateLimitExceededException
                    || error instanceof XrpcException) {
                refusal = error;
                refusedUntil = refusedUntil(error);
            } else {
                refusal = null;
            }
            List<CompletableFuture<Session>> answered = List.copyOf(waiting);
            waiting.clear();
            // under the lock, so that nobody who comes now gets ahead of those who wait
            for (CompletableFuture<Session> answer : answered) {
                if (error == null) {
                    answer.complete(session);
                } else {
                    answer.completeExceptionally(error);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Kept before it is used, because the PDS may take the token that it replaces no more; a store that fails costs a
     * login after the next restart, not the messages that wait for this one.
     */
    private CompletionStage<Session> keep(Session session) {
        return ofStore(() -> {
            store.save(credentials.key(), session);
            return true;
        }, false, "The session of {} could not be kept in the session store, so the next restart logs in anew: {}")
                .thenApply(isKept -> {
                    isStoreBehind = !isKept;
                    return session;
                });
    }

    private Instant refusedUntil(AtprotoException error) {
        Instant soon = clock.instant().plus(REFUSAL_STANDS);
        return error instanceof RateLimitExceededException limited
                && limited.getReset() != null && limited.getReset().isAfter(soon) ? limited.getReset() : soon;
    }

    private CompletionStage<Session> logIn() {
        return untilReached(() -> login.create(credentials), clock.instant().plus(patience), FIRST_RETRY)
                .thenCompose(this::keep);
    }

    /** Both calls may be repeated: a PDS that is not there is asked again until the patience ends. */
    private CompletionStage<Session> untilReached(
            Supplier<CompletionStage<Session>> call, Instant deadline, Duration pause) {
        return call.get().<CompletionStage<Session>> handle((session, failure) -> {
            if (failure == null) {
                return CompletableFuture.completedFuture(session);
            }
            if (!isPassing(failure) || !clock.instant().isBefore(deadline)) {
                return CompletableFuture.failedFuture(failure);
            }
            if (pause.equals(FIRST_RETRY) && !stopped) {
                LOG.warn("No session for {} yet, tried again until {}: {}", credentials, deadline,
                        Stages.cause(failure).getMessage());
            }
            CompletableFuture<Void> waited = new CompletableFuture<>();
            try {
                scheduler.schedule(pause, () -> waited.complete(null));
            } catch (RejectedExecutionException e) {
                // the component has stopped
                return CompletableFuture.failedFuture(failure);
            }
            Duration next = pause.multipliedBy(2);
            return waited.thenCompose(
                    done -> untilReached(call, deadline, next.compareTo(LONGEST_RETRY) < 0 ? next : LONGEST_RETRY));
        }).thenCompose(stage -> stage);
    }

    private static boolean isPassing(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        return cause instanceof TransportException || (cause instanceof XrpcException xrpc && xrpc.getStatus() >= 500);
    }

    private static boolean mayLogInAnew(Throwable failure) {
        return Stages.cause(failure) instanceof AuthenticationException refused
                && !refused.getError().equals("AccountTakedown") && !refused.getError().equals("AccountDeactivated");
    }

    private AtprotoException error(Throwable failure) {
        Throwable cause = Stages.cause(failure);
        if (cause instanceof AtprotoException known) {
            return known;
        }
        return cause instanceof TransportException
                ? new PdsUnreachableException(cause.getMessage() + "; check the option service, and that the PDS runs", cause)
                : new AtprotoException("Login of " + credentials + " failed: " + cause.getMessage(), cause);
    }
}
