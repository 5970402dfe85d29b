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
package io.github.camelatproto.component.commit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * A repo on a PDS that answers as the reference does, on virtual time: validation first, then the fence, then the
 * writes, all or none; a create on an existing rkey and a change of an absent record are a 500. What goes wrong is
 * ordered from it.
 */
final class ModelRepo implements RepoClient {

    static final Duration ONE_WAY = Duration.ofMillis(10);

    private final VirtualTime time;
    private final Map<String, Cid> records = new HashMap<>();
    private final List<Commit> commits = new ArrayList<>();
    private final List<Attempt> sends = new ArrayList<>();
    private final IdentityHashMap<Attempt, Answer> answers = new IdentityHashMap<>();
    private final List<String> reads = new ArrayList<>();
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final List<Attempt> held = new ArrayList<>();
    private Supplier<Fault> otherwise = Fault::none;
    private Predicate<NamedWrite> refused = write -> false;
    private boolean namesRefused = true;
    private BooleanSupplier failing = () -> false;
    private boolean fencesHonoured = true;
    private boolean createsOverwrite;
    private @Nullable String awaited;
    private Runnable whenRead = () -> {
    };
    private int readsToFail;
    private int headsToFail;
    private Instant goneUntil = Instant.MIN;
    private AtprotoException unreadable = new PdsUnreachableException("no answer to a read");
    private int underWay;
    private int mostUnderWay;

    ModelRepo(VirtualTime time) {
        this.time = time;
        anotherWriter();
    }

    /** A commit: by the engine if it has an attempt, else by another writer. */
    record Commit(Instant at, Cid cid, List<Write> writes, @Nullable Attempt attempt) {
    }

    /** Takes the answer back to the caller of a send. */
    @FunctionalInterface
    interface Reply {
        void later(Answer answer);
    }

    // what tests order

    /** What happens to the next sends, one each. */
    ModelRepo next(Fault... ordered) {
        faults.addAll(List.of(ordered));
        return this;
    }

    /** What happens to sends for which nothing was ordered. */
    void otherwise(Supplier<Fault> fault) {
        otherwise = fault;
    }

    void refuses(Predicate<NamedWrite> write, boolean namesIt) {
        refused = write;
        namesRefused = namesIt;
    }

    void ignoresFences() {
        fencesHonoured = false;
    }

    void createsOverwrite() {
        createsOverwrite = true;
    }

    /** Happens just before this record is read the next time. */
    void onRead(String path, Runnable happening) {
        awaited = path;
        whenRead = happening;
    }

    void failReads(int count) {
        readsToFail = count;
    }

    void failReads(int count, AtprotoException error) {
        readsToFail = count;
        unreadable = error;
    }

    /** Whether the next read or question for the head fails. */
    void readsFailWhere(BooleanSupplier fails) {
        failing = fails;
    }

    void failHeads(int count, AtprotoException error) {
        headsToFail = count;
        unreadable = error;
    }

    /** Nothing can be reached for so long. */
    void goneFor(Duration duration) {
        goneUntil = time.now().plus(duration);
    }

    void anotherWriter(Write... writes) {
        for (Write write : writes) {
            apply(records, write);
        }
        commit(List.of(writes), null);
    }

    void hold(Attempt attempt) {
        held.add(attempt);
    }

    /** What was held arrives now. */
    void release() {
        List<Attempt> arriving = List.copyOf(held);
        held.clear();
        arriving.forEach(attempt -> arrives(attempt, answer -> {
        }));
    }

    // what tests look at

    VirtualTime time() {
        return time;
    }

    Optional<Cid> record(NamedWrite write) {
        return Optional.ofNullable(records.get(write.path()));
    }

    Map<String, Cid> records() {
        return records;
    }

    List<Commit> commits() {
        return commits;
    }

    /** The engine's own. */
    List<Commit> ownCommits() {
        return commits.stream().filter(commit -> commit.attempt() != null).toList();
    }

    Cid currentHead() {
        return commits.get(commits.size() - 1).cid();
    }

    List<Attempt> sends() {
        return sends;
    }

    /** What the engine heard of a send. */
    Answer answerTo(Attempt attempt) {
        return Objects.requireNonNull(answers.get(attempt));
    }

    /** The paths read. */
    List<String> reads() {
        return reads;
    }

    int mostUnderWay() {
        return mostUnderWay;
    }

    // the port

    @Override
    public CompletionStage<Answer> send(Attempt attempt) {
        sends.add(attempt);
        mostUnderWay = Math.max(mostUnderWay, ++underWay);
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        Fault ordered = faults.poll();
        Fault fault = isGone() ? Fault.notSent() : ordered == null ? otherwise.get() : ordered;
        time.schedule(ONE_WAY, () -> fault.carry(this, attempt, answer -> time.schedule(ONE_WAY, () -> {
            underWay--;
            answers.put(attempt, answer);
            answered.complete(answer);
        })));
        return answered;
    }

    @Override
    public CompletionStage<Optional<Cid>> read(Nsid collection, RecordKey rkey) {
        String path = collection + "/" + rkey;
        reads.add(path);
        return ask(() -> readsToFail > 0 && readsToFail-- > 0, () -> {
            if (path.equals(awaited)) {
                awaited = null;
                whenRead.run();
            }
            return Optional.ofNullable(records.get(path));
        });
    }

    @Override
    public CompletionStage<Cid> head() {
        return ask(() -> headsToFail > 0 && headsToFail-- > 0, this::currentHead);
    }

    private <T> CompletionStage<T> ask(Supplier<Boolean> fails, Supplier<T> answer) {
        CompletableFuture<T> answered = new CompletableFuture<>();
        boolean isFailing = isGone() || fails.get() || failing.getAsBoolean();
        time.schedule(ONE_WAY, () -> {
            if (isFailing) {
                time.schedule(ONE_WAY, () -> answered.completeExceptionally(unreadable));
            } else {
                T value = answer.get();
                time.schedule(ONE_WAY, () -> answered.complete(value));
            }
        });
        return answered;
    }

    private boolean isGone() {
        return time.now().isBefore(goneUntil);
    }

    // the PDS

    /** Handles the attempt as it arrives. */
    void arrives(Attempt attempt, Reply reply) {
        reply.later(handle(attempt));
    }

    private Answer handle(Attempt attempt) {
        for (int i = 0; i < attempt.writes().size(); i++) {
            if (refused.test(attempt.writes().get(i))) {
                return new Answer.Refused(
                        new RecordValidationException("400 InvalidRecord", "$.writes[" + i + "]", "refused"),
                        namesRefused ? i : -1);
            }
        }
        if (isUnchanged(attempt)) {
            return landed(attempt, null);
        }
        if (attempt.fence() != null && fencesHonoured && !attempt.fence().equals(currentHead())) {
            return new Answer.Swapped(new InvalidSwapException("Commit was at " + currentHead(), currentHead()));
        }
        if (attempt.method() == Unit.Method.PUT_RECORD || attempt.method() == Unit.Method.DELETE_RECORD) {
            NamedWrite write = attempt.writes().get(0);
            Cid now = records.get(write.path());
            if (write.swapRecord() != null && !Objects.equals(write.swapRecord().cid(), now)) {
                return new Answer.Swapped(new InvalidSwapException("Record was at " + now, null));
            }
        }
        Map<String, Cid> after = new HashMap<>(records);
        for (NamedWrite write : attempt.writes()) {
            boolean isTaken = write.isCreate() && after.containsKey(write.path()) && !createsOverwrite;
            boolean isAbsent = !write.isCreate() && !after.containsKey(write.path());
            if (attempt.method() != Unit.Method.PUT_RECORD && (isTaken || isAbsent)) {
                return new Answer.ServerError(Fault.serverErrorException());
            }
            apply(after, write.write());
        }
        records.clear();
        records.putAll(after);
        return landed(attempt, commit(attempt.writes().stream().map(NamedWrite::write).toList(), attempt));
    }

    /** A putRecord of what lies there and a deleteRecord of what does not make no commit, before any condition. */
    private boolean isUnchanged(Attempt attempt) {
        return switch (attempt.method()) {
            case PUT_RECORD -> Objects.equals(records.get(attempt.writes().get(0).path()), attempt.writes().get(0).after());
            case DELETE_RECORD -> !records.containsKey(attempt.writes().get(0).path());
            default -> false;
        };
    }

    private static Answer landed(Attempt attempt, @Nullable CommitMeta meta) {
        return new Answer.Landed(
                meta, attempt.writes().stream().map(write -> new WriteResult(write, write.after(), "valid")).toList());
    }

    private static void apply(Map<String, Cid> records, Write write) {
        String path = write.collection() + "/" + write.rkey();
        if (write instanceof Write.Create create) {
            records.put(path, create.cid());
        } else if (write instanceof Write.Update update) {
            records.put(path, update.cid());
        } else {
            records.remove(path);
        }
    }

    private CommitMeta commit(List<Write> writes, @Nullable Attempt attempt) {
        Cid cid = Cid.ofRaw(("commit " + commits.size()).getBytes(StandardCharsets.UTF_8));
        commits.add(new Commit(time.now(), cid, writes, attempt));
        return new CommitMeta(Objects.requireNonNull(cid), Tid.of(1_700_000_000_000_000L + commits.size(), 0));
    }
}
