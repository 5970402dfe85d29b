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

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/** An embedded PDS, whose own faults are ordered from it. What it has committed it tells on its page. */
final class EmbeddedTrialPds implements TrialPds {

    /** The name of the errors that were ordered. */
    static final String ORDERED = "OrderedByTheTrial";

    private final EmbeddedPds pds;
    private final Account account;

    EmbeddedTrialPds(boolean limitsRates) {
        pds = EmbeddedPds.builder().rateLimits(limitsRates).build().start();
        // its own, so that a call which got to another trial's PDS would not be let in
        String password = UUID.randomUUID().toString();
        EmbeddedPds.NewAccount created = pds.createAccount("alice.test", password);
        account = new Account(created.handle(), created.did(), password);
    }

    @Override
    public URI url() {
        return pds.url();
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    public Duration requestTimeout() {
        return Duration.ofMillis(800);
    }

    @Override
    public Duration deliveryTimeout() {
        return Duration.ofSeconds(8);
    }

    @Override
    public Mishap ofWrite(RandomGenerator random, Surroundings around) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> ordered(Fault.dropAfterCommit());
            case 3 -> ordered(Fault.halfAnswer());
            case 4 -> ordered(Fault.delay(CommonMishaps.delay(random, around)));
            case 5 -> ordered(Fault.html(502 + random.nextInt(3), "<html>Bad gateway</html>"));
            case 6 -> ordered(Fault.refuse(500 + random.nextInt(5), ORDERED, "ordered"));
            case 7 -> ordered(Fault.expireToken());
            case 8 -> ordered(random.nextBoolean() ? Fault.revokeSession() : Fault.moveHead());
            case 9 -> ordered(random.nextBoolean() ? Fault.withoutCommit() : Fault.withoutResults());
            default -> CommonMishaps.ofWrite(random, around);
        };
    }

    @Override
    public Mishap ofRead(RandomGenerator random, Surroundings around) {
        return switch (random.nextInt(5)) {
            case 0 -> ordered(Fault.dropBeforeCommit());
            case 1 -> ordered(Fault.refuse(503, ORDERED, "ordered"));
            default -> CommonMishaps.ofRead(random, around);
        };
    }

    @Override
    public Mishap ofSession(RandomGenerator random, Surroundings around) {
        return random.nextBoolean() ? ordered(Fault.dropAfterCommit()) : CommonMishaps.ofRead(random, around);
    }

    private Mishap ordered(Fault fault) {
        return Mishap.ordered(pds, fault);
    }

    @Override
    public List<Commit> history(FaultProxy proxy, SecondWriter others) throws Exception {
        List<Commit> history = new ArrayList<>();
        String before = "";
        while (before != null) {
            Map<String, @Nullable Object> page = others.get("/page/commits?repo=" + account.did() + before);
            for (Object commit : (List<?>) Objects.requireNonNull(page.get("commits"))) {
                history.add(commit(FaultProxy.object(commit), others));
            }
            before = page.get("cursor") == null ? null : "&before=" + page.get("cursor");
        }
        Collections.reverse(history);
        return history;
    }

    private static Commit commit(Map<String, @Nullable Object> json, SecondWriter others) {
        Map<String, Optional<Cid>> changes = new LinkedHashMap<>();
        for (Object item : (List<?>) Objects.requireNonNull(json.get("changes"))) {
            Map<String, @Nullable Object> change = FaultProxy.object(item);
            changes.put(
                    change.get("collection") + "/" + change.get("rkey"),
                    Optional.ofNullable(change.get("cid")).map(cid -> Cid.parse(cid.toString())));
        }
        boolean isTheirs = changes.values().stream().flatMap(Optional::stream).anyMatch(others.values()::contains);
        Tid rev = Tid.parse(String.valueOf(json.get("rev")));
        return new Commit(String.valueOf(json.get("cid")), rev, changes, isTheirs, rev.instant());
    }

    @Override
    public void close() {
        pds.close();
    }
}
