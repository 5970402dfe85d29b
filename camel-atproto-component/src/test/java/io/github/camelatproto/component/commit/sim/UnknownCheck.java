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

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.sim.Findings.Kind;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was reported as unknown truly was: from what the engine was told, the delivery may have landed and may
 * not have. It is decidable where every send got a clear answer, where the reads show it, and where they show that it
 * is not there and nothing of it may still arrive.
 */
final class UnknownCheck {

    private final World world;
    private final Findings findings;

    UnknownCheck(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
    }

    void check(Dispatch dispatch) {
        if (!dispatch.isUnknown() || !world.pds.traits.isPromised() || dispatch.answered == null) {
            return;
        }
        List<Call> unclear = dispatch.calls.stream().filter(Call::isUnclear).toList();
        if (unclear.isEmpty()) {
            findings.check(
                    isMaybeOfAnEarlierDelivery(dispatch), Kind.DECIDABLE, () -> "every send had a clear answer: " + dispatch);
            return;
        }
        Instant settled = unclear.stream().map(call -> passed(dispatch, call)).filter(Objects::nonNull)
                .max(Instant::compareTo).orElse(Instant.MIN);
        boolean mayArrive = unclear.stream().anyMatch(call -> passed(dispatch, call) == null);
        Instant heard = unclear.stream().map(call -> Objects.requireNonNull(call.answered)).max(Instant::compareTo).get();
        List<Look> looks = world.network.looks().stream()
                .filter(look -> look.by() == dispatch.by && !look.asked().isBefore(heard)).toList();
        List<Look> reads = looks.stream()
                .filter(look -> look.path() != null && !look.told().isAfter(dispatch.answered)).toList();
        findings.check(
                !dispatch.isAlone || !showsThere(dispatch, last(reads)), Kind.DECIDABLE,
                () -> "its reads show that it is there: " + dispatch);
        boolean isAbsent = dispatch.isAlone && !mayArrive
                && showsAbsent(dispatch, last(reads.stream().filter(look -> !look.asked().isBefore(settled)).toList()));
        findings.check(!isAbsent, Kind.DECIDABLE, () -> "its reads show that it has not landed: " + dispatch);
        boolean hadTime = heard.isBefore(dispatch.submitted.plus(dispatch.endpoint.settings().deliveryTimeout()));
        findings.check(!looks.isEmpty() || !hadTime || hasJumped(), Kind.DECIDABLE, () -> "nobody looked: " + dispatch);
        if (dispatch.isAlone && mayArrive && !showsAnother(dispatch, last(reads))) {
            checkPatience(dispatch);
        }
    }

    /** A put that found its record taken, and could not read whether by its own message. */
    private boolean isMaybeOfAnEarlierDelivery(Dispatch dispatch) {
        List<NamedWrite> marks = Marks.of(dispatch.writes());
        boolean isSwapped = dispatch.calls.stream()
                .anyMatch(call -> call.answer instanceof Answer.Swapped swapped && swapped.error().getCurrent() == null);
        boolean wasRead = world.network.looks().stream().anyMatch(
                look -> look.by() == dispatch.by && look.value() != null && look.asked().isAfter(dispatch.submitted)
                        && !look.told().isAfter(Objects.requireNonNull(dispatch.answered))
                        && marks.stream().anyMatch(mark -> mark.path().equals(look.path()) && !look.value().isEmpty()));
        return !marks.isEmpty() && isSwapped && !wasRead;
    }

    /** While a send may still arrive it is sent again until its time is up, unless something else ends it. */
    private void checkPatience(Dispatch dispatch) {
        Instant end = dispatch.submitted.plus(dispatch.endpoint.settings().deliveryTimeout()).minusSeconds(6);
        boolean isEnded = dispatch.outcome instanceof Outcome.Failed failed
                && Stream.of(failed.error().getSuppressed()).noneMatch(PdsUnreachableException.class::isInstance);
        findings.check(
                isEnded || hasJumped() || dispatch.by.stopped() != null || !dispatch.answered.isBefore(end), Kind.DECIDABLE,
                () -> "given up too early: " + dispatch);
    }

    private boolean hasJumped() {
        return world.sites().stream().map(Site::jumped).anyMatch(jumped -> jumped.compareTo(Duration.ZERO) > 0);
    }

    /** When the engine was told that the call will not arrive any more; null if it was not. */
    private @Nullable Instant passed(Dispatch dispatch, Call call) {
        if (call.answer instanceof Answer.ServerError) {
            return call.answered;
        }
        Cid fence = call.attempt.fence();
        if (fence == null) {
            return null;
        }
        Stream<Instant> heads = world.network.looks().stream()
                .filter(look -> look.by() == dispatch.by && look.path() == null && look.value() != null
                        && look.asked().isAfter(call.sent) && !look.value().equals(Optional.of(fence)))
                .map(Look::told);
        Stream<Instant> answers = world.network.calls().stream()
                .filter(other -> other.by == dispatch.by && other.number > call.number && other.answered != null
                        && (other.answer instanceof Answer.Landed || other.answer instanceof Answer.Swapped)
                        && fence.equals(other.attempt.fence()) && !other.hadNothingToDo)
                .map(other -> Objects.requireNonNull(other.answered));
        return Stream.concat(heads, answers)
                .filter(told -> !told.isAfter(Objects.requireNonNull(dispatch.answered)))
                .min(Instant::compareTo).orElse(null);
    }

    /** What each record was when it was last read. */
    private static Map<String, Optional<Cid>> last(List<Look> reads) {
        Map<String, Optional<Cid>> last = new HashMap<>();
        for (Look read : reads) {
            if (read.value() != null && read.path() != null) {
                last.put(read.path(), read.value());
            }
        }
        return last;
    }

    private boolean showsThere(Dispatch dispatch, Map<String, Optional<Cid>> reads) {
        List<NamedWrite> marks = Marks.of(dispatch.writes());
        if (!marks.isEmpty()) {
            // derived ones may have come one by one, in other lists of the same messages
            return marks.stream().anyMatch(mark -> mark.origin() == NamedWrite.Origin.FRESH && isReadThere(mark, reads))
                    || marks.stream().allMatch(mark -> isReadThere(mark, reads));
        }
        Map<String, NamedWrite> net = new HashMap<>();
        dispatch.writes().forEach(write -> net.put(write.path(), write));
        return !dispatch.item.isRebased && !world.pds.traits.changesRecords()
                && net.values().stream().allMatch(
                        write -> Optional.ofNullable(write.after()).equals(reads.get(write.path())));
    }

    private static boolean showsAbsent(Dispatch dispatch, Map<String, Optional<Cid>> reads) {
        List<NamedWrite> marks = Marks.of(dispatch.writes());
        if (!marks.isEmpty()) {
            return marks.stream().anyMatch(mark -> isReadAbsent(mark, reads));
        }
        boolean isReplaced = dispatch.calls.stream().flatMap(call -> call.attempt.writes().stream()).anyMatch(
                write -> !write.isCreate() && dispatch.writes().get(0).path().equals(write.path()));
        if (dispatch.item.isCreatesOnly() && !isReplaced) {
            return dispatch.writes().stream().allMatch(
                    write -> isReadAbsent(write, reads));
        }
        boolean isRead = dispatch.writes().stream().allMatch(write -> reads.containsKey(write.path()));
        return isRead && dispatch.writes().stream().anyMatch(
                write -> write.swapRecord() != null && write.swapRecord().cid() != null
                        && Optional.of(write.swapRecord().cid()).equals(reads.get(write.path())));
    }

    /** Another value at a given rkey: ours may have been there before it. */
    private static boolean showsAnother(Dispatch dispatch, Map<String, Optional<Cid>> reads) {
        return dispatch.writes().stream().anyMatch(
                write -> write.isCreate() && !write.isOwn() && isReadThere(write, reads));
    }

    private static boolean isReadThere(NamedWrite write, Map<String, Optional<Cid>> reads) {
        return reads.getOrDefault(write.path(), Optional.empty()).isPresent();
    }

    private static boolean isReadAbsent(NamedWrite write, Map<String, Optional<Cid>> reads) {
        return Optional.empty().equals(reads.get(write.path()));
    }
}
