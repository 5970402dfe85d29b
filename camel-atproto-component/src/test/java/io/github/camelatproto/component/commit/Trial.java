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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;
import org.jspecify.annotations.Nullable;

/**
 * A random quarter of an hour in the life of a repo: messages of all kinds go through the writer, while the network
 * loses and delays, the PDS breaks and refuses, another writer commits, and another poller lands the same messages.
 */
final class Trial {

    /** Records that everybody writes to. */
    private static final int SHARED = 5;
    private static final WriterSettings SETTINGS = new WriterSettings(
            1_000, true, 200, 150_000, Bench.REQUEST_TIMEOUT, Bench.DELIVERY_TIMEOUT, RateLimitPolicy.FAIL, Duration.ZERO,
            true);
    private static final List<OnExisting> EXISTING = List.of(OnExisting.values());

    final ModelRepo repo;
    final List<Sent> sent = new ArrayList<>();

    private final Random random;
    private final VirtualTime time = new VirtualTime();
    private final RepoWriter writer;
    private final double faultiness;
    private int names;

    /** A unit of a message, and what the writer said of it when. */
    static final class Sent {
        final Unit unit;
        final Instant submitted;
        final boolean isRedelivery;
        @Nullable
        Outcome outcome;
        @Nullable
        Instant answered;

        Sent(Unit unit, Instant submitted, boolean isRedelivery) {
            this.isRedelivery = isRedelivery;
            this.unit = unit;
            this.submitted = submitted;
        }

        boolean isAllOwn() {
            return unit.writes().stream().allMatch(NamedWrite::isOwn);
        }
    }

    Trial(long seed) {
        random = new Random(seed);
        repo = new ModelRepo(time);
        writer = new RepoWriter(
                Bench.REPO, new PdsProfile(time.clock()), new PointsBudget(time.clock()), time.clock(), time, random,
                task -> time.schedule(Duration.ZERO, task), WriterEvents.NONE);
        faultiness = random.nextDouble() * 0.7;
    }

    void run() {
        for (int i = 0; i < SHARED; i++) {
            if (random.nextBoolean()) {
                repo.anotherWriter(Notes.theirs(shared(i), text()));
            }
        }
        repo.otherwise(() -> random.nextDouble() < faultiness ? fault() : Fault.none());
        repo.refuses(write -> write.record() != null && write.record().get("text").toString().startsWith("bad"), chance(50));
        double unreadable = chance(50) ? 0 : random.nextDouble() * 0.5;
        repo.readsFailWhere(() -> random.nextDouble() < unreadable);
        if (chance(20)) {
            time.schedule(millis(20_000), () -> repo.goneFor(millis(chance(20) ? 200_000 : 3_000)));
        }
        int messages = 1 + random.nextInt(8);
        for (int i = 0; i < messages; i++) {
            time.schedule(millis(chance(20) ? 70_000 : 3_000), this::message);
        }
        IntStream.range(0, random.nextInt(12)).forEach(i -> time.schedule(millis(20_000), this::anotherWriter));
        time.run();
    }

    /** The route sends again what failed, to a PDS that is well again. */
    void redeliver() {
        repo.otherwise(Fault::none);
        repo.readsFailWhere(() -> false);
        repo.goneFor(Duration.ZERO);
        // a limit whose reset nobody named has passed
        time.run(Duration.ofMinutes(1));
        List<Unit> failed = sent.stream()
                .filter(one -> one.outcome instanceof Outcome.Failed && one.isAllOwn() && !isBad(one.unit))
                .map(one -> Notes.redelivered(one.unit))
                .map(unit -> new Unit(unit.method(), unit.writes(), null, new Swap.None(), true))
                .toList();
        failed.forEach(unit -> submit(List.of(unit), true));
        time.run();
    }

    static boolean isBad(Unit unit) {
        return unit.writes().stream()
                .anyMatch(write -> write.record() != null && write.record().get("text").toString().startsWith("bad"));
    }

    private void submit(List<Unit> units, boolean isRedelivery) {
        List<Sent> message = units.stream().map(unit -> new Sent(unit, time.now(), isRedelivery)).toList();
        sent.addAll(message);
        CompletableFuture<List<Outcome>> answer = writer.submit(repo, SETTINGS, units).toCompletableFuture();
        CompletableFuture<?> unused = answer.whenComplete((outcomes, failure) -> {
            if (failure != null) {
                throw new AssertionError("A defect, not an outcome", failure);
            }
            for (int i = 0; i < message.size(); i++) {
                message.get(i).outcome = outcomes.get(i);
                message.get(i).answered = time.now();
            }
        });
    }

    private void message() {
        List<Unit> units = new ArrayList<>();
        if (chance(40)) {
            Stream.generate(() -> unit(new Swap.None(), List.of(write()))).limit(1 + random.nextInt(12)).forEach(units::add);
        } else {
            units.add(unit(swap(), atomic()));
        }
        units.stream()
                .filter(unit -> !unit.marks().isEmpty() && unit.marks().get(0).origin() == NamedWrite.Origin.DERIVED)
                .filter(unit -> chance(25))
                .forEach(unit -> time.schedule(millis(3_000), () -> anotherPoller(unit)));
        submit(units, false);
    }

    private Unit unit(Swap swap, List<NamedWrite> writes) {
        boolean isCreateRecord = writes.size() == 1 && writes.get(0).isCreate() && chance(50);
        return new Unit(
                isCreateRecord ? Unit.Method.CREATE_RECORD : Unit.Method.APPLY_WRITES, writes, null, swap, chance(10));
    }

    private List<NamedWrite> atomic() {
        if (chance(10)) {
            String edited = shared(random.nextInt(SHARED));
            return List.of(Notes.delete(edited), Notes.given(edited, text()));
        }
        Map<String, NamedWrite> writes = new LinkedHashMap<>();
        Stream.generate(this::write).limit(1 + random.nextInt(4)).forEach(write -> writes.putIfAbsent(write.path(), write));
        return List.copyOf(writes.values());
    }

    private NamedWrite write() {
        String there = shared(random.nextInt(SHARED));
        return switch (random.nextInt(8)) {
            case 0, 1 -> Notes.fresh("f" + names++, text());
            case 2, 3 -> Notes.derived("d" + names++, text());
            case 4 -> Notes.given(there, text(), EXISTING.get(random.nextInt(EXISTING.size())));
            case 5, 6 -> Notes.update(there, text());
            default -> Notes.delete(there);
        };
    }

    private Swap swap() {
        return switch (random.nextInt(8)) {
            case 0 -> new Swap.Exactly(repo.currentHead());
            case 1 -> new Swap.Exactly(repo.commits().get(random.nextInt(repo.commits().size())).cid());
            case 2, 3 -> new Swap.Latest(random.nextInt(6));
            default -> new Swap.None();
        };
    }

    private void anotherWriter() {
        String there = shared(random.nextInt(SHARED));
        if (repo.records().containsKey(Notes.COLLECTION + "/" + there) && chance(40)) {
            repo.anotherWriter(Notes.theirDelete(there));
        } else {
            repo.anotherWriter(Notes.theirs(there, text()));
        }
    }

    /** Another process that read the same source lands the unit, if it can. */
    private void anotherPoller(Unit unit) {
        boolean can = !isBad(unit)
                && unit.writes().stream().allMatch(write -> write.isCreate() != repo.records().containsKey(write.path()));
        if (can) {
            repo.anotherWriter(unit.writes().stream().map(NamedWrite::write).toArray(Write[]::new));
        }
    }

    private Fault fault() {
        return switch (random.nextInt(14)) {
            case 0 -> Fault.requestLost();
            case 1, 2 -> Fault.answerLost();
            case 3 -> Fault.late(millis(300));
            case 4 -> Fault.late(millis(30_000));
            case 5 -> Fault.held();
            case 6 -> Fault.afterHeld();
            case 7 -> Fault.beforeHeld();
            case 8 -> Fault.serverError();
            case 9 -> Fault.serverErrorAfterCommit();
            case 10 -> chance(50)
                    ? Fault.denied(new RateLimitExceededException("429", null))
                    : Fault.denied(new AuthenticationException("403", "Forbidden"));
            case 11 -> chance(50) ? Fault.notSent() : Fault.refused(new XrpcException(400, "BadMood", "400 BadMood"));
            case 12 -> Fault.overtaken(chance(50) ? fault() : Fault.none(), Notes.theirs(shared(0), text()));
            default -> Fault.followed(fault(), Notes.theirs(shared(0), text()));
        };
    }

    private String shared(int number) {
        return "s" + number;
    }

    /** Never the same twice, so that each value says who wrote it. */
    private String text() {
        return (chance(3) ? "bad " : "") + "text " + names++;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Duration millis(int most) {
        return Duration.ofMillis(random.nextInt(most));
    }

    /** The commits that landed this unit: all of them, or the writer's own. */
    List<ModelRepo.Commit> landings(Unit unit, boolean own) {
        return repo.commits().stream()
                .filter(commit -> (commit.attempt() != null || !own)
                        && commit.writes().stream().anyMatch(write -> isOf(unit, write)))
                .toList();
    }

    private static boolean isOf(Unit unit, Write landed) {
        return unit.writes().stream().anyMatch(write -> isSame(write, landed));
    }

    /** A value says whose it is, a delete is known by its identity. */
    static boolean isSame(NamedWrite write, Write landed) {
        Cid after = write.after();
        return after == null ? write.write() == landed : after.equals(afterOf(landed));
    }

    static @Nullable Cid afterOf(Write write) {
        if (write instanceof Write.Create create) {
            return create.cid();
        }
        return write instanceof Write.Update update ? update.cid() : null;
    }
}
