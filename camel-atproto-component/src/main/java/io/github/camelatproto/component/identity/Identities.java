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

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import io.github.camelatproto.component.exception.IdentityException;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves handles and DIDs to PDSs, each checked in both directions, and remembers them for a while: ten minutes a
 * success, so that an account that moves is followed, one minute a failure. Where nobody can be asked anew, what is
 * remembered is good for a day. Asks once for all who ask at the same time, and for so many identifiers at once; the
 * others wait, without a thread. Thread-safe; does not block.
 */
public final class Identities {

    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration FAILED = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofDays(1);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_AT_ONCE = 20;

    private final Handles handles;
    private final Documents documents;
    private final Executor pool;
    private final Clock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;
    /** The one that was asked for longest ago first. */
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /**
     * @param directory the PLC directory, scheme and authority only
     * @param isPublic  whether what strangers name must be public; if not, {@code http:} and names for tests are taken
     * @param pool      runs what blocks
     */
    public Identities(
                      TxtRecords dns, Fetcher fetcher, URI directory, boolean isPublic, Executor pool, Clock clock) {
        this(new Handles(dns, fetcher, Handles::wellKnown, !isPublic), new Documents(fetcher, directory, !isPublic), pool,
             clock);
    }

    Identities(Handles handles, Documents documents, Executor pool, Clock clock) {
        this.handles = handles;
        this.documents = documents;
        this.pool = pool;
        this.clock = clock;
    }

    /** What is known of an identifier; guarded by the lock. */
    private static final class Known {

        private CompletableFuture<Identity> answer = new CompletableFuture<>();
        private Instant asked = Instant.MIN;
        private @Nullable Identity last;
        private Instant found = Instant.MIN;
        private boolean isDoubted;
        /** When it was asked for anew because of doubts. */
        private Instant doubted = Instant.MIN;

        boolean isGood(Instant now) {
            if (!answer.isDone()) {
                return true;
            }
            boolean isAskedAnew = isDoubted && !now.isBefore(doubted.plus(FAILED));
            return !isAskedAnew && now.isBefore(asked.plus(answer.isCompletedExceptionally() ? FAILED : FRESH));
        }
    }

    /**
     * Something went wrong at the PDS that was found: who asks next asks anew, unless somebody has done so for this
     * reason within a minute.
     */
    public void doubt(AtIdentifier identifier) {
        lock.lock();
        try {
            Known entry = known.get(identifier.toString());
            if (entry != null) {
                entry.isDoubted = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Completes exceptionally with an {@link IdentityException}. */
    public CompletionStage<Identity> resolve(AtIdentifier identifier) {
        CompletableFuture<Identity> answer = new CompletableFuture<>();
        boolean isFull;
        lock.lock();
        try {
            Instant now = clock.instant();
            Known entry = known.computeIfAbsent(identifier.toString(), key -> new Known());
            if (!entry.asked.equals(Instant.MIN) && entry.isGood(now)) {
                return entry.answer;
            }
            entry.answer = answer;
            entry.asked = now;
            if (entry.isDoubted) {
                entry.isDoubted = false;
                entry.doubted = now;
            }
            waiting.add(() -> find(identifier, entry, answer));
            isFull = underWay == MOST_AT_ONCE;
            underWay += isFull ? 0 : 1;
        } finally {
            lock.unlock();
        }
        if (!isFull) {
            pool.execute(this::findThoseThatWait);
        }
        return answer;
    }

    private void findThoseThatWait() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable next = waiting.poll();
            underWay -= next == null ? 1 : 0;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void find(AtIdentifier identifier, Known entry, CompletableFuture<Identity> answer) {
        try {
            Identity identity = find(identifier);
            remember(entry, identity);
            answer.complete(identity);
        } catch (NotAnsweredException e) {
            Identity stale = stale(entry);
            if (stale == null) {
                answer.completeExceptionally(e);
            } else {
                LOG.warn("{} is taken to be where it was, {}: {}", identifier, stale.pds(), e.getMessage());
                answer.complete(stale);
            }
        } catch (IdentityException e) {
            remember(entry, null);
            answer.completeExceptionally(e);
        } catch (Throwable e) {
            answer.completeExceptionally(new IdentityException(identifier + " cannot be resolved: " + e, e));
        }
    }

    private void remember(Known entry, @Nullable Identity identity) {
        lock.lock();
        try {
            entry.last = identity;
            entry.found = clock.instant();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Identity stale(Known entry) {
        lock.lock();
        try {
            return entry.last != null && clock.instant().isBefore(entry.found.plus(STALE)) ? entry.last : null;
        } finally {
            lock.unlock();
        }
    }

    private Identity find(AtIdentifier identifier) {
        String text = identifier.toString();
        if (Did.isValid(text)) {
            Did did = Did.parse(text);
            return new Identity(did, documents.of(did).pds());
        }
        Handle handle = Handle.parse(text);
        Did did = handles.did(handle);
        DidDocument document = documents.of(did);
        if (!document.names(handle)) {
            throw new IdentityException(
                    "The handle " + handle + " claims " + did + ", whose document does not claim the handle: it is somebody"
                                        + " else's, or was given up; check the handle");
        }
        return new Identity(did, document.pds());
    }

    /** What strangers say is one line, and short. */
    static String bounded(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= 100 ? line : line.substring(0, 100) + "...";
    }
}
