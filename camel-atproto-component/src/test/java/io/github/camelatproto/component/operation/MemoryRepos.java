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
package io.github.camelatproto.component.operation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.Attempt;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.PdsProfile;
import io.github.camelatproto.component.commit.PointsBudget;
import io.github.camelatproto.component.commit.RepoClient;
import io.github.camelatproto.component.commit.RepoWriter;
import io.github.camelatproto.component.commit.WriteResult;
import io.github.camelatproto.component.commit.WriterEvents;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.TidClock;
import org.jspecify.annotations.Nullable;

/** One repo in memory behind the real writer, which refuses calls or loses their answers on demand. */
final class MemoryRepos implements Repos, RepoClient {

    static final Did REPO = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");

    /** Path to record, in the order of arrival. */
    final Map<String, NamedWrite> records = new LinkedHashMap<>();
    final List<Attempt> attempts = new ArrayList<>();
    boolean refuses;
    boolean losesAnswers;
    boolean hasHead;
    /** Calls wait for it. */
    CompletionStage<Void> gate = CompletableFuture.completedStage(null);
    Consumer<Attempt> beforeAnswer = attempt -> {
    };
    Executor results = ForkJoinPool.commonPool();
    private int commits;

    private final TidClock tids = new TidClock(Clock.systemUTC());
    private final RepoWriter writer = new RepoWriter(
            REPO, pds(), new PointsBudget(Clock.systemUTC()), Clock.systemUTC(),
            MemoryRepos::schedule,
            new Random(1), () -> Runnable::run, WriterEvents.NONE);

    /** Backoff is short here; what takes longer is a bound, which stays. */
    private static void schedule(Duration delay, Runnable task) {
        long millis = delay.toMillis() > 5_000 ? delay.toMillis() : Math.min(50, delay.toMillis());
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(task);
    }

    /** It has been asked already whether it heeds fences. */
    private static PdsProfile pds() {
        PdsProfile pds = new PdsProfile(Clock.systemUTC());
        pds.fences(true);
        return pds;
    }

    List<Object> values(String member) {
        return records.values().stream().map(write -> Objects.requireNonNull(write.record()).get(member)).toList();
    }

    @Override
    public CompletionStage<Answer> send(Attempt attempt) {
        return gate.thenCompose(open -> answer(attempt));
    }

    private CompletionStage<Answer> answer(Attempt attempt) {
        beforeAnswer.accept(attempt);
        attempts.add(attempt);
        if (hasHead && attempt.fence() != null && !attempt.fence().equals(cid())) {
            return CompletableFuture.completedStage(new Answer.Swapped(new InvalidSwapException("moved", cid())));
        }
        if (refuses) {
            return CompletableFuture.completedStage(new Answer.Denied(new WriteRejectedException("not today")));
        }
        commits++;
        attempt.writes().forEach(this::apply);
        return CompletableFuture.completedStage(
                losesAnswers
                        ? new Answer.Unknown(new PdsUnreachableException("lost"))
                        : new Answer.Landed(
                                hasHead ? new CommitMeta(cid(), tids.next()) : null,
                                attempt.writes().stream().map(write -> new WriteResult(write, write.after(), null)).toList()));
    }

    @Override
    public CompletionStage<Optional<Cid>> read(Nsid collection, RecordKey rkey) {
        return losesAnswers
                ? CompletableFuture.failedStage(new PdsUnreachableException("lost"))
                : CompletableFuture.completedStage(
                        Optional.ofNullable(records.get(collection + "/" + rkey)).map(NamedWrite::after));
    }

    @Override
    public CompletionStage<Cid> head() {
        return hasHead
                ? CompletableFuture.completedStage(cid())
                : CompletableFuture.failedStage(new PdsUnreachableException("no head here"));
    }

    private Cid cid() {
        return Cid.ofDagCbor(DagCbor.encode((long) commits));
    }

    private void apply(NamedWrite write) {
        if (write.record() == null) {
            records.remove(write.path());
        } else {
            records.put(write.path(), write);
        }
    }

    /** Another writer makes a commit. */
    void moveHead() {
        commits++;
    }

    @Override
    public CompletionStage<Writable> open(@Nullable String chosen) {
        Session session = new Session(REPO, "alice.test", URI.create("https://pds.example"), "a", "r");
        return CompletableFuture.completedStage(new Writable(
                session, this, writer,
                (blob, what) -> CompletableFuture.failedStage(new UnsupportedOperationException("no blobs here"))));
    }

    @Override
    public @Nullable String readable(@Nullable String chosen) {
        return chosen;
    }

    @Override
    public CompletionStage<Source> source(AtIdentifier repo) {
        throw new AssertionError("These tests write; only what reads calls the PDS by itself");
    }

    @Override
    public Executor results() {
        return results;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public TidClock tids() {
        return tids;
    }

    static final Duration PATIENCE = Duration.ofMillis(300);
}
