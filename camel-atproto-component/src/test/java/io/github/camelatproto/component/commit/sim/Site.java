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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.RepoClient;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.component.commit.VirtualTime;
import io.github.camelatproto.component.exception.AtprotoException;
import org.jspecify.annotations.Nullable;

/**
 * A host with a source of messages and an engine. The source keeps a message until it is acknowledged; the route tries
 * a failed one again; after a crash everything that was not acknowledged comes again, to an engine that knows nothing.
 */
final class Site {

    /** By the route, of one message. */
    static final int MOST_RETRIES = 2;

    private final VirtualTime time;
    private final Pds pds;
    private final Network network;
    private final Ledger ledger;
    private final RandomGenerator random;
    private final JumpingClock clock;
    private final List<Message> messages = new ArrayList<>();
    /** Not acknowledged and not given up by the route. */
    private final Set<Message> pending = new LinkedHashSet<>();
    private final List<Instance> instances = new ArrayList<>();
    private RepoClient session;
    private RepoClient otherSession;
    private Duration jumped = Duration.ZERO;

    Site(VirtualTime time, Pds pds, Network network, Ledger ledger, RandomGenerator random) {
        this.time = time;
        this.pds = pds;
        this.network = network;
        this.ledger = ledger;
        this.random = random;
        this.clock = new JumpingClock(time.clock());
        start();
    }

    List<Message> messages() {
        return messages;
    }

    List<Instance> instances() {
        return instances;
    }

    /** By how much its clock has been set, all in all. */
    Duration jumped() {
        return jumped;
    }

    void jump(Duration by) {
        clock.jump(by);
        jumped = jumped.plus(by.abs());
    }

    Instance instance() {
        return instances.get(instances.size() - 1);
    }

    private boolean isUp() {
        return instance().isAlive() && instance().stopped() == null;
    }

    private void start() {
        Instance instance = new Instance(time, clock, random);
        instances.add(instance);
        session = network.client(instance);
        otherSession = network.client(instance);
        List.copyOf(pending).forEach(message -> {
            if (message.wasDelivered) {
                // the process that kept its fresh rkeys is gone; whether it comes again, some sources do not say
                deliver(message, ++message.life, random.nextBoolean());
            } else {
                deliver(message, 0, false);
            }
        });
    }

    /** A message arrives at the source. */
    void take(Message message) {
        messages.add(message);
        pending.add(message);
        if (isUp()) {
            deliver(message, 0, false);
        }
    }

    /** The source has forgotten that the message was acknowledged, or never heard of it: it comes again. */
    void repeat(Message message) {
        if (isUp() && message.wasDelivered) {
            deliver(message, ++message.life, random.nextBoolean());
        }
    }

    void crash(Duration downFor) {
        if (isUp()) {
            instance().crash();
            time.schedule(downFor, this::start);
        }
    }

    /** It is stopped, settles what it has sent for a while, and comes back as another process. */
    void restart(Duration shutdown, Duration downFor) {
        if (isUp()) {
            Instance stopping = instance();
            stopping.stop();
            time.schedule(shutdown, () -> {
                stopping.crash();
                time.schedule(downFor, this::start);
            });
        }
    }

    /**
     * What was not acknowledged, and has a name of its own, comes once more, one after another. Who keeps a fresh rkey
     * knows that it is no first delivery.
     */
    void redeliver() {
        int seconds = 0;
        for (Message message : messages) {
            if (!message.isAcknowledged && message.isPromised()) {
                time.schedule(
                        Duration.ofSeconds(seconds++),
                        () -> deliver(message, message.life, message.isFresh() || random.nextBoolean()));
            }
        }
    }

    private void deliver(Message message, int life, boolean redelivered) {
        Instance instance = instance();
        RepoClient client = message.endpoint.role() == Endpoint.Role.PUT_AND_DELETE ? otherSession : session;
        message.wasDelivered = true;
        List<Dispatch> dispatches = new ArrayList<>();
        for (Item item : message.items) {
            Dispatch dispatch = dispatch(message, item, life, redelivered, client);
            ledger.add(dispatch);
            dispatches.add(dispatch);
        }
        CompletionStage<?> unused = instance.writer
                .submit(client, message.endpoint.settings(), dispatches.stream().map(dispatch -> dispatch.unit).toList())
                .whenComplete((outcomes, failure) -> {
                    if (instance.isAlive()) {
                        answer(message, life, dispatches, outcomes, failure);
                    }
                });
    }

    private Dispatch dispatch(Message message, Item item, int life, boolean redelivered, RepoClient client) {
        List<NamedWrite> writes = item.drafts.stream().map(draft -> draft.write(life)).toList();
        if (!item.isRebased) {
            return new Dispatch(
                    ledger.nextNumber(), message, item, instance(),
                    new Unit(item.method, writes, item.validate, item.swap, redelivered), time.now());
        }
        boolean isNaming = random.nextBoolean();
        List<Dispatch> self = new ArrayList<>();
        Swap swap = new Swap.Latest(
                5, Counter.rebase(client, pds::value, writes, random, isNaming, (head, computed) -> {
                    self.get(0).rebased.add(new Dispatch.Rebased(head, computed));
                    computed.forEach(write -> ledger.of(write, self.get(0)));
                }));
        self.add(new Dispatch(
                ledger.nextNumber(), message, item, instance(),
                new Unit(item.method, List.of(), item.validate, swap, redelivered), time.now()));
        return self.get(0);
    }

    private void answer(
            Message message, int life, List<Dispatch> dispatches, @Nullable List<Outcome> outcomes,
            @Nullable Throwable failure) {
        for (int i = 0; i < dispatches.size(); i++) {
            dispatches.get(i).outcome = outcomes != null ? outcomes.get(i) : new Outcome.Failed(asAtproto(failure), 0);
            dispatches.get(i).answered = time.now();
        }
        if (dispatches.stream().allMatch(Dispatch::isAcknowledged)) {
            message.isAcknowledged = true;
            pending.remove(message);
        } else if (message.retries < MOST_RETRIES && random.nextBoolean()) {
            message.retries++;
            instance().happen(Duration.ofMillis(random.nextInt(5_000)), () -> {
                if (isUp()) {
                    deliver(message, life, true);
                }
            });
        } else {
            pending.remove(message);
        }
    }

    private static AtprotoException asAtproto(@Nullable Throwable failure) {
        if (failure instanceof AtprotoException known) {
            return known;
        }
        throw new AssertionError("a defect, not an outcome", failure);
    }
}
