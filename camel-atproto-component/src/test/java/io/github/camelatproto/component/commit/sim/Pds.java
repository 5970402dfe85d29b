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
package io.github.camelatproto.component.commit.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.Attempt;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.RateLimit;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.commit.VirtualTime;
import io.github.camelatproto.component.commit.WriteResult;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * One repo on a PDS that answers as the reference does, but for its traits: size, rate limit, validation, then the
 * fence, then the writes, all or none. A create on an existing rkey and a change of an absent record are a 500.
 */
final class Pds {

    /** Every record that holds such a text is refused. */
    static final String BAD = "bad";

    private static final int MAX_WRITES = 200;
    private static final int ENVELOPE_BYTES = 150;

    final PdsTraits traits;
    final Limiter limiter = new Limiter();

    private final VirtualTime time;
    private final Map<String, Cid> records = new HashMap<>();
    private final Map<Cid, Map<String, @Nullable Object>> values = new HashMap<>();
    private final List<Landing> landings = new ArrayList<>();
    private long charged;

    Pds(PdsTraits traits, VirtualTime time) {
        this.traits = traits;
        this.time = time;
        commit(List.of(), null);
    }

    /** An answer with the rate limit that it shows. */
    record Reply(Answer answer, @Nullable RateLimit limit) {
    }

    // the repo

    Cid head() {
        return landings.get(landings.size() - 1).cid();
    }

    Optional<Cid> record(String path) {
        return Optional.ofNullable(records.get(path));
    }

    /** What a record's CID stands for. */
    Map<String, @Nullable Object> value(Cid cid) {
        return Objects.requireNonNull(values.get(cid), "no such record");
    }

    List<Landing> landings() {
        return landings;
    }

    /** The points that the engines' calls were charged. */
    long charged() {
        return charged;
    }

    /** Another application's commit, which asks nobody. */
    void bare(Write... writes) {
        commit(List.of(writes), null);
    }

    /** The CID under which this PDS stores the record. */
    @Nullable
    Cid stored(@Nullable Cid sent) {
        return sent == null || !traits.changesRecords()
                ? sent : Cid.ofRaw(("changed " + sent).getBytes(StandardCharsets.UTF_8));
    }

    // calls

    Reply write(Call call) {
        Attempt attempt = call.attempt;
        if (size(attempt) > traits.requestBytes()) {
            return new Reply(new Answer.Refused(new PayloadTooLargeException("413"), -1), null);
        }
        Reply limited = charge(attempt);
        return limited != null ? limited : shown(handle(call));
    }

    /** It breaks before it has written anything. */
    Reply breakBefore(Call call) {
        Reply limited = charge(call.attempt);
        return limited != null ? limited : shown(serverError());
    }

    /** Whether the limiter lets a read through. */
    boolean takesRead() {
        return !traits.isLimited() || limiter.takes(0, time.now());
    }

    private static int size(Attempt attempt) {
        return attempt.writes().stream()
                .mapToInt(write -> ENVELOPE_BYTES + (write.record() == null ? 0 : text(write).length()))
                .sum();
    }

    private static String text(NamedWrite write) {
        return String.valueOf(Objects.requireNonNull(write.record()).get("text"));
    }

    private @Nullable Reply charge(Attempt attempt) {
        int points = points(attempt.method(), attempt.writes());
        charged += points;
        if (!traits.isLimited() || limiter.takes(points, time.now())) {
            return null;
        }
        RateLimit limit = limiter.shownToWrite(time.now());
        return new Reply(new Answer.Denied(new RateLimitExceededException("429", limit.reset())), limit);
    }

    /** What the reference charges for the writes. */
    static int points(Unit.Method method, List<NamedWrite> writes) {
        return writes.stream().mapToInt(write -> points(method, write.write())).sum();
    }

    private static int points(Unit.Method method, Write write) {
        if (method == Unit.Method.PUT_RECORD || write instanceof Write.Update) {
            return 2;
        }
        return write instanceof Write.Create ? 3 : 1;
    }

    private Reply shown(Answer answer) {
        return new Reply(answer, traits.isLimited() ? limiter.shownToWrite(time.now()) : null);
    }

    private Answer handle(Call call) {
        Attempt attempt = call.attempt;
        if (attempt.writes().size() > MAX_WRITES) {
            return new Answer.Refused(new PayloadTooLargeException("Too many writes. Max: 200"), -1);
        }
        for (int i = 0; i < attempt.writes().size(); i++) {
            NamedWrite write = attempt.writes().get(i);
            if (write.record() != null && text(write).startsWith(BAD)) {
                return new Answer.Refused(
                        new RecordValidationException("400 InvalidRecord", "$.writes[" + i + "]", "refused"),
                        traits.namesBadWrites() ? i : -1);
            }
        }
        if (hasNothingToDo(attempt)) {
            call.hadNothingToDo = true;
            return landed(attempt, null);
        }
        if (traits.honoursFences() && attempt.fence() != null && !attempt.fence().equals(head())) {
            return new Answer.Swapped(new InvalidSwapException("Commit was at " + head(), head()));
        }
        return switch (attempt.method()) {
            case PUT_RECORD, DELETE_RECORD -> one(call, attempt.writes().get(0));
            case CREATE_RECORD, APPLY_WRITES -> list(call);
        };
    }

    /** putRecord of what is there and deleteRecord of what is not, whatever they are to be swapped for. */
    private boolean hasNothingToDo(Attempt attempt) {
        boolean isOne = attempt.method() == Unit.Method.PUT_RECORD || attempt.method() == Unit.Method.DELETE_RECORD;
        return isOne && Objects.equals(
                records.get(attempt.writes().get(0).path()), stored(attempt.writes().get(0).after()));
    }

    private Answer one(Call call, NamedWrite write) {
        SwapRecord swap = write.swapRecord();
        Cid current = records.get(write.path());
        return swap != null && !Objects.equals(swap.cid(), current)
                ? new Answer.Swapped(new InvalidSwapException("Record was at " + current, null))
                : landed(call.attempt, commit(writes(call.attempt), call));
    }

    private Answer list(Call call) {
        Map<String, Boolean> there = new HashMap<>();
        for (NamedWrite write : call.attempt.writes()) {
            boolean isThere = there.getOrDefault(write.path(), records.containsKey(write.path()));
            boolean isWrong = write.isCreate() ? isThere && !traits.createsOverwrite() : !isThere;
            if (isWrong) {
                return serverError();
            }
            there.put(write.path(), write.after() != null);
        }
        return landed(call.attempt, commit(writes(call.attempt), call));
    }

    private static List<Write> writes(Attempt attempt) {
        return attempt.writes().stream().map(NamedWrite::write).toList();
    }

    private Answer landed(Attempt attempt, @Nullable Landing landing) {
        CommitMeta meta = landing == null || !traits.showsResults()
                ? null : new CommitMeta(landing.cid(), Tid.of(1_700_000_000_000_000L + landing.number(), 0));
        return new Answer.Landed(
                meta,
                attempt.writes().stream()
                        .map(write -> new WriteResult(
                                write, traits.showsResults() ? stored(write.after()) : write.after(),
                                traits.showsResults() ? "valid" : null))
                        .toList());
    }

    private static Answer serverError() {
        return new Answer.ServerError(serverErrorException());
    }

    static AtprotoException serverErrorException() {
        return new XrpcException(500, "InternalServerError", "500 InternalServerError");
    }

    private Landing commit(List<Write> writes, @Nullable Call call) {
        List<Landing.Change> changes = new ArrayList<>();
        for (Write write : writes) {
            changes.add(apply(write));
        }
        int number = landings.size();
        Landing landing = new Landing(
                time.now(), number, number == 0 ? null : head(),
                Cid.ofRaw(("commit " + number).getBytes(StandardCharsets.UTF_8)), List.copyOf(changes), call);
        landings.add(landing);
        if (call != null) {
            call.landing = landing;
        }
        return landing;
    }

    private Landing.Change apply(Write write) {
        String path = write.collection() + "/" + write.rkey();
        Cid before = records.get(path);
        if (write instanceof Write.Create create) {
            put(path, create.cid(), create.record());
        } else if (write instanceof Write.Update update) {
            put(path, update.cid(), update.record());
        } else {
            records.remove(path);
        }
        return new Landing.Change(path, before, records.get(path));
    }

    private void put(String path, Cid cid, Map<String, @Nullable Object> value) {
        Cid under = Objects.requireNonNull(stored(cid));
        records.put(path, under);
        values.put(under, value);
    }
}
