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

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.trial.TrialPds.Surroundings;
import io.vertx.core.Vertx;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * Sends the messages of a plan through the component to a PDS, lets go wrong what the seed says, sends again what has
 * failed, and gives what happened to the oracle.
 */
final class Trial {

    /** How often a route sends again what has failed, at most. */
    static final int RETRIES = 2;

    /** Times that a message may fail when nothing is made to go wrong and every call is answered in time. */
    private static final int MOST_RECOVERIES = 3;
    /** A busy machine may take longer for a call than it may take. */
    private static final int MOST_RECOVERIES_IF_BUSY = 20;

    private static final String DELIVERY = "TrialDelivery";
    private static final String RETRIED = "TrialRetried";
    /** Calls after these are left alone, so that there is an end. */
    private static final int STRUCK_CALLS = 60;
    private static final int LEAST_FAULTS = 3;
    /** Longer than a busy machine needs. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private final long seed;
    private final Plan plan;
    private final Random random;
    private final TrialPds pds;
    private final FaultProxy proxy;
    private final SecondWriter others;
    private final Theirs theirs = new Theirs();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger faults = new AtomicInteger();

    Trial(long seed, TrialPds pds, Vertx vertx, HttpClient http) {
        this.seed = seed;
        this.plan = new Plan(seed);
        this.random = new Random(~seed);
        this.pds = pds;
        this.proxy = new FaultProxy(vertx, pds.url());
        this.others = new SecondWriter(http, pds.url(), pds.account());
    }

    Findings run() throws Exception {
        ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor();
        CamelContext context = new DefaultCamelContext();
        try {
            others.write(theirs.beginning()).toCompletableFuture().join();
            start(context);
            Map<Step, AsyncProducer> steps = producers(context);
            // the session of an account has the timeouts of the endpoint that asks for it first
            send(steps, plan.first(), false);
            awaitDeliveries();
            order();
            for (Future<?> started : schedule(time, steps)) {
                started.get();
            }
            awaitDeliveries();
            proxy.mishaps(call -> Mishap.none());
            recover(steps);
            await().atMost(SLACK).until(() -> proxy.isQuiet() && others.isQuiet());
            if (Boolean.getBoolean("trial.calls")) {
                proxy.calls().forEach(System.out::println);
            }
            return new Oracle(
                    seed, faults.get(), pds, List.copyOf(deliveries), proxy.calls(), proxy.outages(),
                    pds.history(proxy, others),
                    others.records(Plan.THING))
                    .findings();
        } finally {
            time.shutdownNow();
            context.stop();
            proxy.close();
        }
    }

    private void start(CamelContext context) throws Exception {
        context.disableJMX();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                onException(AtprotoException.class).onWhen(exchangeProperty(RETRIED).isEqualTo(true)).logExhausted(false)
                        .onExceptionOccurred(failed -> failed.getProperty(DELIVERY, Delivery.class)
                                .failed(failed.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)))
                        .maximumRedeliveries(RETRIES).redeliveryDelay(20).asyncDelayedRedelivery();
                for (Step step : steps()) {
                    from(step.from()).routeId(step.name()).to(uri(step));
                }
            }
        });
        context.start();
    }

    private List<Step> steps() {
        return Stream.concat(Stream.of(plan.first()), plan.messages().stream()).map(Message::step).distinct().toList();
    }

    private String uri(Step step) {
        Account account = pds.account();
        return "atproto:" + step.operation() + "?service=" + proxy.url() + "&identifier=" + account.handle() + "&password="
               + account.password() + "&collection=" + Plan.THING
               + (step == Step.FIRST
                       ? "" : "&requestTimeout=" + pds.requestTimeout().toMillis() + "&deliveryTimeout="
                              + pds.deliveryTimeout().toMillis())
               + (step == Step.LIST ? "&atomic=false" : "");
    }

    private Map<Step, AsyncProducer> producers(CamelContext context) throws Exception {
        Map<Step, AsyncProducer> producers = new LinkedHashMap<>();
        for (Step step : steps()) {
            Endpoint endpoint = context.getEndpoint(step.from());
            AsyncProducer producer = endpoint.createAsyncProducer();
            producer.start();
            producers.put(step, producer);
        }
        return producers;
    }

    /** Draws what goes wrong with each call, in the order of their coming. */
    private void order() {
        Surroundings around = new Surroundings(proxy, others, theirs, pds.requestTimeout());
        double rate = random.nextDouble() * 0.5;
        int spared = random.nextInt(LEAST_FAULTS + 1);
        List<Mishap> ofWrites = Stream.iterate(0, i -> i + 1).limit(STRUCK_CALLS)
                .map(i -> (i <= LEAST_FAULTS && i != spared) || random.nextDouble() < rate
                        ? pds.ofWrite(random, around) : Mishap.none())
                .toList();
        List<Mishap> ofReads
                = Stream.generate(() -> random.nextDouble() < rate / 3 ? pds.ofRead(random, around) : Mishap.none())
                        .limit(STRUCK_CALLS).toList();
        List<Mishap> ofSessions = Stream.generate(() -> random.nextInt(10) == 0 ? pds.ofSession(random, around) : Mishap.none())
                .limit(5).toList();
        AtomicInteger writes = new AtomicInteger();
        AtomicInteger reads = new AtomicInteger();
        AtomicInteger sessions = new AtomicInteger();
        if (random.nextBoolean()) {
            proxy.hideLimits();
        }
        proxy.mishaps(call -> {
            Mishap mishap = WriteCalls.isWrite(call) ? next(ofWrites, writes)
                    : call.nsid().startsWith("com.atproto.server.") ? next(ofSessions, sessions) : next(ofReads, reads);
            if (!mishap.isNone()) {
                faults.incrementAndGet();
            }
            return mishap;
        });
    }

    private static Mishap next(List<Mishap> mishaps, AtomicInteger index) {
        int next = index.getAndIncrement();
        return next < mishaps.size() ? mishaps.get(next) : Mishap.none();
    }

    private List<Future<?>> schedule(ScheduledExecutorService time, Map<Step, AsyncProducer> steps) {
        List<Future<?>> started = new ArrayList<>();
        for (Message message : plan.messages()) {
            started.add(at(time, message.at(), () -> send(steps, message, false)));
            Duration again = message.sentAgainAt();
            if (again != null) {
                started.add(at(time, again, () -> send(steps, message, true)));
            }
        }
        for (Duration when : plan.othersAt()) {
            List<Intent> writes = theirs.any(random);
            started.add(at(time, when, () -> others.write(writes)));
        }
        return started;
    }

    private static Future<?> at(ScheduledExecutorService time, Duration when, Runnable task) {
        return time.schedule(task, when.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send(Map<Step, AsyncProducer> steps, Message message, boolean isAgain) {
        AsyncProducer producer = Objects.requireNonNull(steps.get(message.step()));
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(message.body());
        exchange.getMessage().setHeaders(new HashMap<>(message.headers()));
        exchange.setProperty(RETRIED, message.isRetried());
        if (isAgain) {
            exchange.getMessage().setHeader("JMSRedelivered", true);
        }
        Delivery delivery = new Delivery(message);
        exchange.setProperty(DELIVERY, delivery);
        deliveries.add(delivery);
        producer.process(exchange, doneSync -> delivery.end(exchange));
    }

    private void recover(Map<Step, AsyncProducer> steps) {
        int undisturbed = 0;
        for (int i = 0; undisturbed < MOST_RECOVERIES && i < MOST_RECOVERIES_IF_BUSY; i++) {
            int before = proxy.calls().size();
            sendAgainWhatFailed(steps);
            awaitDeliveries();
            boolean isDisturbed = proxy.calls().stream().skip(before)
                    .anyMatch(call -> !call.isToldClearly(pds.requestTimeout()));
            undisturbed += isDisturbed ? 0 : 1;
        }
    }

    /** What a broker does with a message that has failed: all that a route may not do is give it another name. */
    private void sendAgainWhatFailed(Map<Step, AsyncProducer> steps) {
        plan.messages().stream()
                .filter(message -> message.isNamed() && message.units().stream().allMatch(Wanted::isOwn))
                .filter(message -> deliveries.stream()
                        .noneMatch(delivery -> delivery.isOf(message) && delivery.isSuccess()))
                .forEach(message -> send(steps, message, true));
    }

    private void awaitDeliveries() {
        Duration most = pds.deliveryTimeout().plus(pds.requestTimeout()).multipliedBy(RETRIES + 1).plus(SLACK);
        List<Delivery> all = new ArrayList<>(deliveries);
        try {
            await().atMost(most).until(() -> all.stream().allMatch(delivery -> delivery.isDone()));
        } catch (ConditionTimeoutException hung) {
            // the oracle says which
            return;
        }
    }
}
