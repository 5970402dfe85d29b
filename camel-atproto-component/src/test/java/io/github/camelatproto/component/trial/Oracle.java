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
package io.github.camelatproto.component.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.trial.Delivery.Said;
import io.github.camelatproto.component.trial.FaultProxy.Outage;
import io.github.camelatproto.component.trial.Findings.Defect;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the messages of a trial asked for, what their routes were told, and what the repo went through.
 * <p>
 * What it lets pass beyond the promise is named where it does, and is one of the limits that {@code docs} of the commit
 * engine name.
 */
final class Oracle {

    /** The clocks of the PDS and of this JVM are one, but a revision is a millisecond or two ahead at times. */
    private static final Duration ABOUT = Duration.ofMillis(50);

    private final long seed;
    private final TrialPds pds;
    private final List<Delivery> deliveries;
    private final List<ProxiedCall> writeCalls;
    private final List<ProxiedCall> calls;
    private final List<Outage> outages;
    private final List<Commit> history;
    private final Map<String, Cid> records;
    private final Findings findings;
    private final IdentityHashMap<Wanted, List<Commit>> landings = new IdentityHashMap<>();
    /** What told of unknown units, counted once whatever the number of them. */
    private final Set<Delivery.Answer> unknown = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Delivery.Answer> unexplained = Collections.newSetFromMap(new IdentityHashMap<>());

    Oracle(long seed, int faults, TrialPds pds, List<Delivery> deliveries, List<ProxiedCall> calls,
           List<Outage> outages, List<Commit> history,
           Map<String, Cid> records) {
        this.seed = seed;
        this.pds = pds;
        this.deliveries = deliveries;
        this.calls = calls;
        this.outages = outages;
        this.writeCalls = calls.stream().filter(WriteCalls::isWrite).toList();
        this.history = history;
        this.records = records;
        this.findings = new Findings(faults);
    }

    /**
     * What was said of a unit, of what time it speaks, and the error if there was one.
     *
     * @param since when the step took it that said so: where a route retries, not the first time
     */
    private record Told(Said said, Instant from, Instant since, Delivery.Answer answer, @Nullable Throwable error) {

        Instant at() {
            return answer.at();
        }
    }

    Findings findings() {
        checkRepo();
        deliveries.stream().filter(delivery -> !delivery.isDone())
                .forEach(delivery -> add(Defect.HUNG, delivery.toString()));
        int needed = 0;
        for (Map.Entry<Message, List<Delivery>> sent : byMessage().entrySet()) {
            List<Wanted> units = sent.getKey().units();
            for (int i = 0; i < units.size(); i++) {
                int unit = i;
                List<Told> told = sent.getValue().stream().flatMap(one -> told(one, unit)).toList();
                check(sent.getKey(), units.get(i), told);
                needed += landings(units.get(i)).isEmpty() ? 0 : units.get(i).points();
            }
        }
        checkOrder();
        findings.setWastedPoints(writeCalls.stream().mapToInt(WriteCalls::points).sum() - needed);
        return findings;
    }

    private static Stream<Told> told(Delivery delivery, int unit) {
        List<Told> told = new ArrayList<>();
        Instant since = delivery.sent();
        for (Delivery.Answer answer : delivery.answers()) {
            told.add(new Told(answer.said(unit), delivery.sent(), since, answer, answer.error(unit)));
            since = answer.at();
        }
        return told.stream();
    }

    private Map<Message, List<Delivery>> byMessage() {
        Map<Message, List<Delivery>> byMessage = new LinkedHashMap<>();
        deliveries.forEach(delivery -> byMessage.computeIfAbsent(delivery.message(), any -> new ArrayList<>()).add(delivery));
        return byMessage;
    }

    /** What lies in the repo is what its commits have left there, and nobody's but those who wrote. */
    private void checkRepo() {
        Map<String, Cid> left = new HashMap<>();
        history.forEach(commit -> commit.changes().forEach((path, value) -> value.ifPresentOrElse(
                cid -> left.put(path, cid), () -> left.remove(path))));
        if (!left.equals(records)) {
            add(Defect.ALTERED, "the repo holds " + records + " where its commits leave " + left);
        }
        Set<Commit> asked = Collections.newSetFromMap(new IdentityHashMap<>());
        byMessage().keySet().stream().flatMap(message -> message.units().stream())
                .forEach(unit -> asked.addAll(landings(unit)));
        for (Commit commit : history) {
            if (!commit.isTheirs() && !commit.changes().isEmpty() && !asked.contains(commit)) {
                add(Defect.ALTERED, "nobody asked for " + commit);
            }
        }
    }

    private List<Commit> landings(Wanted unit) {
        return landings.computeIfAbsent(unit, any -> history.stream().filter(unit::isIn).toList());
    }

    private void check(Message message, Wanted unit, List<Told> told) {
        List<Commit> landings = landings(unit);
        landings.stream().filter(commit -> !unit.isWholeIn(commit))
                .forEach(commit -> add(Defect.ALTERED, "a part landed in " + commit + ":", unit, told));
        if (unit.isBad() && !landings.isEmpty()) {
            add(Defect.ALTERED, "a record that the PDS refuses landed:", unit, told);
        }
        checkAcknowledged(message, unit, told, landings);
        checkFailed(unit, told, landings);
        checkOnce(unit, told, landings);
        checkUnknown(unit, told);
    }

    private void checkAcknowledged(Message message, Wanted unit, List<Told> told, List<Commit> landings) {
        for (Told one : told) {
            if (one.said() == Said.LANDED && !isThereBy(unit, one, landings)) {
                add(Defect.LOST, "acknowledged but absent:", unit, told);
            }
        }
        boolean isPromised = unit.isOwn() && unit.isNamed() && !unit.isBad()
                && message.units().stream().allMatch(Wanted::isOwn);
        if (isPromised && told.stream().noneMatch(one -> one.said() == Said.LANDED)) {
            add(Defect.LOST, "failed even when nothing went wrong any more:", unit, told);
        }
    }

    /** A delete is done as well where nothing lay there at some time since it was sent. */
    private boolean isThereBy(Wanted unit, Told told, List<Commit> landings) {
        return landings.stream().anyMatch(commit -> commit.time().isBefore(told.at().plus(ABOUT)))
                || (unit.isDelete() && unit.paths().stream().allMatch(path -> wasAbsent(path, told)));
    }

    private boolean wasAbsent(String path, Told told) {
        boolean isThere = false;
        for (Commit commit : history) {
            if (!isThere && commit.time().isAfter(told.from()) && commit.time().isBefore(told.at())) {
                return true;
            }
            Optional<Cid> value = commit.changes().get(path);
            isThere = value == null ? isThere : value.isPresent();
        }
        return !isThere;
    }

    private void checkFailed(Wanted unit, List<Told> told, List<Commit> landings) {
        boolean isFailed = !told.isEmpty() && told.stream().allMatch(one -> one.said() == Said.FAILED);
        if (isFailed && !landings.isEmpty()) {
            add(Defect.ALTERED, "failed but present:", unit, told);
        }
    }

    private void checkOnce(Wanted unit, List<Told> told, List<Commit> landings) {
        // Limit: "An update that failed or crashed, and is redelivered after a newer one was acknowledged, lands over it"
        boolean isLaidOver = unit.mayBeLaidOver() && landings.size() <= told.size();
        if (landings.size() > 1 && !isLaidOver && !isTakenAwayBetween(unit, landings)) {
            add(Defect.DUPLICATED, landings.size() + " times:", unit, told);
        }
    }

    /** Limit: "Somebody who deletes a record between a send and the read that settles it is taken for not landed". */
    private boolean isTakenAwayBetween(Wanted unit, List<Commit> landings) {
        for (int i = 1; i < landings.size(); i++) {
            List<Commit> between = history.subList(history.indexOf(landings.get(i - 1)) + 1, history.indexOf(landings.get(i)));
            if (between.stream().noneMatch(commit -> commit.isTheirs() && unit.paths().stream().anyMatch(commit::deletes))) {
                return false;
            }
        }
        return true;
    }

    private void checkUnknown(Wanted unit, List<Told> told) {
        for (Told one : told) {
            if (one.said() == Said.UNKNOWN) {
                if (unknown.add(one.answer())) {
                    findings.addUnknown();
                }
                if (!isUndecidable(unit, one) && unexplained.add(one.answer())) {
                    add(Defect.UNKNOWN_WITHOUT_REASON, "", unit, told);
                }
            }
        }
    }

    /**
     * A send of it got no clear answer, and one of these: it lands only if it arrives again; nothing could be had from
     * the PDS when the time was over; the session was denied while the send was open; or what is there now may have
     * come over it.
     */
    private boolean isUndecidable(Wanted unit, Told told) {
        List<ProxiedCall> unclear = writeCalls.stream()
                .filter(call -> call.begun().isAfter(told.from()) && !call.isToldClearly(pds.requestTimeout())
                        && WriteCalls.carries(call, unit))
                .toList();
        // a call that was cut off on its way to the proxy is not known there, nor what its fence was
        Instant lost = Stream.concat(
                unclear.stream().map(this::fenced),
                outages.stream().filter(outage -> outage.isWithin(told.from(), told.at())).map(outage -> told.from()))
                .min(Instant::compareTo).orElse(isTimedOut(told) ? told.from() : null);
        if (lost == null) {
            return false;
        }
        // what is refused for a blob that is not there lands if it arrives again when it is
        boolean mayComeTrue = unit.isBad() && unclear.stream().anyMatch(call -> call.input().get("swapCommit") == null);
        return mayComeTrue || isOverdue(told) || isDenied(told) || isUnburnt(unclear, told)
                || (!unit.hasOwn() && (isOvertaken(unit, lost, told.at()) || isTaken(unit, lost, told.at())));
    }

    /**
     * The component's own time-out, which on a busy machine ends a call that the proxy sees answered in time. The
     * engine makes no such errors, it only hands them on.
     */
    private static boolean isTimedOut(Told told) {
        return told.error() != null && Stream.of(told.error().getSuppressed())
                .anyMatch(last -> String.valueOf(last.getMessage()).contains("The call took longer than"));
    }

    /**
     * The session was denied, which ends every unit of it at once, and a send that is open then cannot be settled. The
     * engine makes no such errors, it only hands them on.
     */
    private static boolean isDenied(Told told) {
        return told.error() != null
                && Stream.of(told.error().getSuppressed()).anyMatch(AuthenticationException.class::isInstance);
    }

    /**
     * Its fence was to be burnt, and this was denied, which is not asked again; or it was not answered before the
     * report, and on a busy machine came to the proxy only then.
     */
    private boolean isUnburnt(List<ProxiedCall> unclear, Told told) {
        Set<Object> fences = new HashSet<>();
        unclear.forEach(call -> fences.add(Objects.requireNonNullElse(call.input().get("swapCommit"), "")));
        ProxiedCall last = writeCalls.stream()
                .filter(call -> call.writes().isEmpty() && fences.contains(call.input().get("swapCommit"))
                        && call.begun().isAfter(told.from())
                        && call.begun().isBefore(told.at().plus(pds.requestTimeout())))
                .reduce((earlier, later) -> later).orElse(null);
        return last != null && (last.isToldDenied() || !last.isEndedBefore(told.at()));
    }

    /** When the head was the commit under which the call was sent; where it has no fence, when it was sent. */
    private Instant fenced(ProxiedCall call) {
        Object fence = call.input().get("swapCommit");
        return history.stream().filter(commit -> commit.cid().equals(fence)).map(Commit::time).findFirst().orElse(call.begun());
    }

    /** Whether another value lay where it creates at any time since: it may have come before it or after it. */
    private boolean isTaken(Wanted unit, Instant since, Instant when) {
        return unit.writes().stream().filter(write -> write.kind() == Intent.Kind.CREATE)
                .anyMatch(write -> wasThere(Objects.requireNonNull(write.path()), since, when));
    }

    private boolean wasThere(String path, Instant since, Instant until) {
        boolean isThere = false;
        for (Commit commit : history) {
            if (commit.time().isAfter(until.plus(ABOUT))) {
                break;
            }
            if (isThere && commit.time().isAfter(since.minus(ABOUT))) {
                return true;
            }
            Optional<Cid> value = commit.changes().get(path);
            isThere = value == null ? isThere : value.isPresent();
        }
        return isThere;
    }

    /** Its time was over, and the PDS had not been there, or not in time, since shortly before. */
    private boolean isOverdue(Told told) {
        Instant deadline = told.since().plus(pds.deliveryTimeout());
        Instant shortlyBefore = deadline.minus(pds.requestTimeout().multipliedBy(2));
        boolean isUnreachable = isTimedOut(told) || calls.stream().anyMatch(call -> !call.isToldClearly(pds.requestTimeout())
                && call.begun().isBefore(told.at()) && !call.isEndedBefore(shortlyBefore));
        return told.at().isAfter(deadline.minus(ABOUT))
                && (isUnreachable || isLastCallUnclear(told)
                        || outages.stream().anyMatch(outage -> outage.isWithin(shortlyBefore, told.at())));
    }

    /**
     * What was asked last, whatever it was, got no clear answer, and the pause after it was longer than the time left.
     */
    private boolean isLastCallUnclear(Told told) {
        return calls.stream().filter(call -> call.begun().isBefore(told.at())).reduce((earlier, later) -> later)
                .filter(last -> !last.isToldClearly(pds.requestTimeout())).isPresent();
    }

    private boolean isOvertaken(Wanted unit, Instant from, Instant to) {
        return history.stream()
                .anyMatch(commit -> commit.time().isAfter(from) && commit.time().isBefore(to) && !unit.isIn(commit));
    }

    /** Order is that of arrival: what was sent once and acknowledged has landed in the order of sending. */
    private void checkOrder() {
        Map<Message, List<Delivery>> byMessage = byMessage();
        int newest = -1;
        Delivery newestDelivery = null;
        for (Delivery delivery : deliveries) {
            Message message = delivery.message();
            boolean isOnce = !message.isRetried() && Objects.requireNonNull(byMessage.get(message)).size() == 1;
            for (int i = 0; isOnce && i < message.units().size(); i++) {
                int unit = i;
                List<Commit> landings = landings(message.units().get(i));
                if (delivery.answers().stream().allMatch(answer -> answer.said(unit) == Said.LANDED) && landings.size() == 1) {
                    int place = history.indexOf(landings.get(0));
                    if (place < newest) {
                        add(Defect.ALTERED, "out of order: " + delivery + " landed before " + newestDelivery);
                        break;
                    }
                    newest = Math.max(newest, place);
                    newestDelivery = place == newest ? delivery : newestDelivery;
                }
            }
        }
    }

    private void add(Defect defect, String words) {
        findings.add(defect, "seed " + seed + ": " + words);
    }

    /** With all that is known of the unit. */
    private void add(Defect defect, String words, Wanted unit, List<Told> told) {
        StringBuilder all = new StringBuilder(words).append(' ').append(unit);
        told.forEach(one -> all.append("\n  ").append(one.said()).append(": sent ").append(one.from())
                .append(", told ").append(one.at()).append(one.error() == null ? "" : ": " + one.error()));
        writeCalls.stream().filter(call -> WriteCalls.carries(call, unit))
                .forEach(call -> all.append("\n  sent ").append(call));
        Set<String> paths = new HashSet<>(unit.paths());
        landings(unit).forEach(commit -> paths.addAll(commit.changes().keySet().stream()
                .filter(path -> commit.changes().get(path).filter(unit.values()::contains).isPresent()).toList()));
        history.forEach(commit -> commit.changes().forEach((path, value) -> {
            if (paths.contains(path)) {
                all.append("\n  at ").append(commit.time()).append(commit.isTheirs() ? " theirs " : " ours ").append(path)
                        .append(" = ").append(value.map(Cid::toString).orElse("deleted"))
                        .append(unit.isIn(commit) ? " (this)" : "");
            }
        }));
        add(defect, all.toString());
    }
}
