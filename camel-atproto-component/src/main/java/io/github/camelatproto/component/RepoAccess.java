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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import io.github.camelatproto.component.commit.Backoff;
import io.github.camelatproto.component.commit.PdsProfile;
import io.github.camelatproto.component.commit.PdsState;
import io.github.camelatproto.component.commit.PointsBudget;
import io.github.camelatproto.component.commit.RepoWriter;
import io.github.camelatproto.component.commit.WriterEvents;
import io.github.camelatproto.component.identity.Fetcher;
import io.github.camelatproto.component.identity.Identities;
import io.github.camelatproto.component.identity.TxtRecords;
import io.github.camelatproto.component.session.Credentials;
import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.component.session.SessionManager;
import io.github.camelatproto.component.session.SessionState;
import io.github.camelatproto.component.session.SessionStore;
import io.github.camelatproto.component.xrpc.CallSlots;
import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.IOHelper;

/**
 * What the endpoints of a component share: thread pools, HTTP clients, one session per account and one writer per repo.
 * Thread-safe once started.
 */
public final class RepoAccess extends ServiceSupport {

    private final CamelContext context;
    private final Supplier<HttpComponent> http;
    private final int httpThreads;
    private final CommitEvents events;
    private final Clock clock = new SteadyClock();
    private final RandomGenerator jitter = () -> ThreadLocalRandom.current().nextLong();
    private final Backoff backoff = new Backoff(this::schedule, jitter);

    private final Strangers strangers;
    private final Map<ClientKey, XrpcClient> clients = new ConcurrentHashMap<>();
    private final Map<AccountKey, SessionManager> sessions = new ConcurrentHashMap<>();
    private final Map<RepoKey, Writing> writers = new ConcurrentHashMap<>();
    private final Map<Did, PointsBudget> points = new ConcurrentHashMap<>();
    private final Map<String, PdsProfile> profiles = new ConcurrentHashMap<>();
    private final DescribedServers servers = new DescribedServers(clock);

    private volatile boolean stopping;
    private ExecutorService pool;
    private CallSlots calls;
    private Threads threads;
    private ScheduledExecutorService timer;
    private Fetcher fetcher;
    private Identities identities;
    /** What waits for the timer: when it stops, whoever waits must go on and find out. */
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

    /**
     * @param http        makes an HTTP component with the user's TLS and proxy settings, not started
     * @param httpThreads calls under way at once
     * @param strangers   how hosts are reached that no route has named
     */
    RepoAccess(CamelContext context, Supplier<HttpComponent> http, int httpThreads, Strangers strangers) {
        this.strangers = strangers;
        this.context = context;
        this.http = http;
        this.httpThreads = httpThreads;
        this.events = CommitEvents.of(context);
    }

    private record ClientKey(Duration requestTimeout, boolean isPublicOnly) {
    }

    private record AccountKey(Credentials credentials, SessionStore store) {

        boolean isOf(AccountLogin login, SessionStore itsStore) {
            return store.equals(itsStore)
                    && login.at(login.service() == null ? credentials.service() : login.service()).equals(credentials);
        }
    }

    private record RepoKey(URI pds, Did did) {
    }

    private record Writing(RepoWriter writer, RepoTally tally) {
    }

    public Clock clock() {
        return clock;
    }

    /** The client whose calls take at most this long. */
    public XrpcClient client(Duration requestTimeout) {
        return client(new ClientKey(requestTimeout, false));
    }

    /**
     * The same for PDSs that no route has named: nothing is sent to private addresses, unless the component allows it.
     */
    XrpcClient clientForStrangers(Duration requestTimeout) {
        // a proxy looks up names itself, and has the only address that can be seen from here
        return client(new ClientKey(requestTimeout, strangers.isPublic() && strangers.proxy() == null));
    }

    private XrpcClient client(ClientKey wanted) {
        return clients.computeIfAbsent(wanted, key -> {
            XrpcClient client = new XrpcClient(
                    http.get(), key.requestTimeout(), calls, this::schedule, key.isPublicOnly());
            ServiceHelper.startService(client);
            return client;
        });
    }

    /** Finds PDSs. */
    Identities identities() {
        return identities;
    }

    /**
     * The account's session, shared by all its endpoints; the timeouts are those of the endpoint that asks first.
     *
     * @param client for the login
     */
    public SessionManager sessions(Credentials credentials, SessionStore store, XrpcClient client, Duration patience) {
        return sessions.computeIfAbsent(
                new AccountKey(credentials, store),
                key -> {
                    SessionManager manager = new SessionManager(
                            credentials, store, client, neverRefusing(pool), this::schedule, clock,
                            patience);
                    if (stopping) {
                        manager.stop();
                    }
                    return manager;
                });
    }

    /** The one writer of the session's repo. */
    public RepoWriter writer(Session session) {
        return writers.computeIfAbsent(new RepoKey(session.pds(), session.did()), key -> {
            RepoTally tally = new RepoTally();
            List<WriterEvents> told = new ArrayList<>(events.of(key.pds(), key.did()));
            told.add(tally);
            RepoWriter writer = new RepoWriter(
                    key.did(), profile(key.pds()), points(key.did()), clock, this::schedule, jitter, threads()::answers,
                    new GuardedEvents(List.copyOf(told)));
            if (stopping) {
                writer.stop();
            }
            return new Writing(writer, tally);
        }).writer;
    }

    /** What is known of the write points of this account, on whatever PDS. */
    PointsBudget points(Did did) {
        return points.computeIfAbsent(did, key -> new PointsBudget(clock));
    }

    /** What is known of this PDS. */
    PdsProfile profile(URI pds) {
        return profiles.computeIfAbsent(pds.getRawAuthority(), key -> new PdsProfile(clock));
    }

    /** Whether PDSs are there. */
    DescribedServers servers() {
        return servers;
    }

    /** How the sessions stand that messages have asked for, by identifier; no calls. */
    List<SessionState> sessionStates() {
        return sessions.values().stream().map(SessionManager::state)
                .sorted(Comparator.comparing(SessionState::identifier).thenComparing(SessionState::service)).toList();
    }

    /**
     * The same of one account: as it is logged in where its PDS had to be found and it has moved; empty where no
     * message has asked for a session.
     */
    Optional<SessionState> sessionState(AccountLogin login, SessionStore store) {
        return sessions.entrySet().stream().filter(entry -> entry.getKey().isOf(login, store))
                .map(entry -> entry.getValue().state())
                .min(Comparator.comparing(state -> state.kind() != SessionState.Kind.LOGGED_IN));
    }

    /** What the writers are at and have done, by repo. */
    List<RepoState> repoStates() {
        return writers.entrySet().stream().map(entry -> state(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((RepoState state) -> state.repo().toString()).thenComparing(RepoState::pds))
                .toList();
    }

    /** The same of the repo of a session; empty where nothing has been written there. */
    Optional<RepoState> repoState(URI pds, Did did) {
        RepoKey key = new RepoKey(pds, did);
        return Optional.ofNullable(writers.get(key)).map(writing -> state(key, writing));
    }

    private RepoState state(RepoKey key, Writing writing) {
        return new RepoState(
                key.pds(), key.did(), writing.writer.state(), writing.tally.commits(), writing.tally.lastRev(),
                writing.tally.settled(), points(key.did()).state());
    }

    /** What is known of each PDS, by its host and port. */
    SortedMap<String, PdsState> pdsStates() {
        SortedMap<String, PdsState> states = new TreeMap<>();
        profiles.forEach((pds, profile) -> states.put(pds, profile.state()));
        return states;
    }

    /** The waits between the calls of an upload. */
    Backoff backoff() {
        return backoff;
    }

    Threads threads() {
        return threads;
    }

    /** After the pool has been shut down its tasks run on the caller's thread: an exchange must get its answer. */
    private static Executor neverRefusing(Executor pool) {
        return task -> {
            try {
                pool.execute(task);
            } catch (RejectedExecutionException e) {
                task.run();
            }
        };
    }

    /** The timer's own pool would swallow what comes after its end, and what waits at its end. */
    void schedule(Duration delay, Runnable task) {
        if (timer.isShutdown()) {
            throw new RejectedExecutionException("The component has stopped");
        }
        waiting.add(task);
        ScheduledFuture<?> unused = timer.schedule(() -> runOnce(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        if (timer.isShutdown()) {
            runOnce(task);
        }
    }

    private void runOnce(Runnable task) {
        if (waiting.remove(task)) {
            task.run();
        }
    }

    @Override
    protected void doStart() {
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        // not bounded: route code may wait here for an answer that needs a thread of this pool; what is bounded is calls
        pool = executors.newCachedThreadPool(this, "Atproto");
        threads = new Threads(pool);
        calls = new CallSlots(httpThreads, Math.max(1, httpThreads / 2), threads::callThread);
        timer = executors.newScheduledThreadPool(this, "AtprotoTimer", timerProfile());
        fetcher = new Fetcher(
                strangers.tls(), strangers.proxy(), strangers.isPublic() && strangers.proxy() == null, this::schedule);
        identities = new Identities(
                new TxtRecords(strangers.dnsServer()), fetcher, strangers.directory(), strangers.isPublic(),
                neverRefusing(pool),
                clock);
    }

    /** Not bounded: each repo waits for something, and Camel's default refuses the thousandth. */
    private static ThreadPoolProfile timerProfile() {
        ThreadPoolProfile profile = new ThreadPoolProfile("AtprotoTimer");
        profile.setPoolSize(1);
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(-1);
        return profile;
    }

    /** Before Camel waits for exchanges in flight: what has not been sent fails at once, so that it is redelivered. */
    void stopWriters() {
        stopping = true;
        sessions.values().forEach(SessionManager::stop);
        writers.values().forEach(writing -> writing.writer.stop());
    }

    @Override
    protected void doStop() {
        stopWriters();
        writers.clear();
        sessions.clear();
        points.clear();
        profiles.clear();
        servers.clear();
        ExecutorServiceManager executors = context.getExecutorServiceManager();
        executors.shutdownNow(timer);
        List.copyOf(waiting).forEach(this::runOnce);
        executors.shutdownGraceful(pool);
        calls.close();
        calls.awaitEnd(Duration.ofMillis(executors.getShutdownAwaitTermination()));
        IOHelper.close(fetcher);
        clients.values().forEach(ServiceHelper::stopAndShutdownService);
        clients.clear();
    }
}
