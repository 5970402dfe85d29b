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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/**
 * A proxy in front of a PDS that knows every call and does with it what is ordered: takes it there, or lets go wrong
 * what can go wrong on the way. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

    /** Below the ports that systems give away, so that a port let go of for a moment is still free. */
    private static final int FIRST_PORT = 12_000;
    private static final int PORTS = 20_000;
    /**
     * While one refuses connections its port is free, and no other of this JVM may listen there: its calls are not
     * theirs.
     */
    private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();
    private static final String LOOPBACK = "127.0.0.1";

    private final boolean isOwner;
    private final Vertx vertx;
    private final URI pds;
    private final HttpClient client;
    private final int port;
    private final Queue<ProxiedCall> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Predicate<ProxiedCall>> losses = new ConcurrentLinkedQueue<>();
    private final Queue<Outage> outages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Function<ProxiedCall, Mishap> mishaps = call -> Mishap.none();
    private volatile boolean passesLimitsOn = true;
    private volatile HttpServer server;
    private Future<Void> outage = Future.succeededFuture();

    /** A time when connections were refused, and those that there were broke off. */
    record Outage(Instant from, Instant to) {

        boolean isWithin(Instant begin, Instant end) {
            return to.isAfter(begin) && from.isBefore(end);
        }
    }

    /** Listens on a port of its own, with threads of its own. */
    public FaultProxy(URI pds) {
        this(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1)), pds, true);
    }

    /** Listens on a port of its own. */
    FaultProxy(Vertx vertx, URI pds) {
        this(vertx, pds, false);
    }

    private FaultProxy(Vertx vertx, URI pds, boolean isOwner) {
        this.isOwner = isOwner;
        this.vertx = vertx;
        this.pds = pds;
        // a connection is used again only while the PDS surely keeps it
        client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(64).setKeepAliveTimeout(1));
        int free = 0;
        while (free == 0) {
            int candidate = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            free = TAKEN.add(candidate) ? await(listen(candidate).map(candidate).otherwise(0)) : 0;
        }
        port = free;
    }

    public URI url() {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }

    /** What happens to the calls from now on. */
    void mishaps(Function<ProxiedCall, Mishap> ordered) {
        mishaps = ordered;
    }

    /** From now on the caller is not told of rate limits. */
    void hideLimits() {
        passesLimitsOn = false;
    }

    /** The next call of this method reaches the PDS, and its answer is lost. */
    public void loseAnswerOf(String nsid) {
        losses.add(call -> call.nsid().equals(nsid));
    }

    List<Outage> outages() {
        return List.copyOf(outages);
    }

    public List<ProxiedCall> calls() {
        return List.copyOf(calls);
    }

    public List<ProxiedCall> calls(String nsid) {
        return calls.stream().filter(call -> call.nsid().equals(nsid)).toList();
    }

    /** Whether no call is on its way to the PDS or back, nor held back. */
    boolean isQuiet() {
        return underWay.get() == 0;
    }

    /** Closes every connection, and refuses new ones for so long; where it does so already, nothing changes. */
    synchronized Future<Void> refuseFor(Duration duration) {
        if (outage.isComplete()) {
            Instant from = Instant.now();
            outage = server.close().compose(closed -> pause(duration)).compose(over -> listenAgain())
                    .onComplete(back -> outages.add(new Outage(from, Instant.now())));
        }
        return outage;
    }

    /** Somebody else may have got hold of the port meanwhile. */
    private Future<Void> listenAgain() {
        return listen(port).recover(taken -> pause(Duration.ofMillis(20)).compose(over -> listenAgain()));
    }

    Future<Void> pause(Duration duration) {
        return Future.future(over -> vertx.setTimer(Math.max(1, duration.toMillis()), late -> over.complete()));
    }

    private Future<Void> listen(int wanted) {
        HttpServer opened = vertx.createHttpServer().requestHandler(this::take);
        return opened.listen(wanted, LOOPBACK).onSuccess(listening -> server = listening).mapEmpty();
    }

    private void take(HttpServerRequest request) {
        underWay.incrementAndGet();
        request.body()
                .compose(body -> {
                    ProxiedCall call = new ProxiedCall(this, request, body);
                    calls.add(call);
                    Predicate<ProxiedCall> loss = losses.stream().filter(lost -> lost.test(call)).findFirst().orElse(null);
                    if (loss != null) {
                        losses.remove(loss);
                    }
                    return (loss == null ? mishaps.apply(call) : Mishap.answerLost()).befall(call);
                })
                .onComplete(done -> underWay.decrementAndGet());
    }

    Future<PdsAnswer> forward(HttpServerRequest request, Buffer body, @Nullable String authorization) {
        RequestOptions options = new RequestOptions().setMethod(request.method()).setHost(pds.getHost())
                .setPort(pds.getPort()).setURI(request.uri());
        return client.request(options).compose(sent -> {
            for (String name : List.of("Content-Type", "Accept")) {
                if (request.headers().contains(name)) {
                    sent.putHeader(name, request.getHeader(name));
                }
            }
            if (authorization != null) {
                sent.putHeader("Authorization", authorization);
            }
            return answer(sent, body);
        }).otherwise(gone -> PdsAnswer.none());
    }

    private Future<PdsAnswer> answer(HttpClientRequest sent, Buffer body) {
        return sent.send(body).compose(response -> {
            Buffer read = Buffer.buffer();
            response.handler(read::appendBuffer);
            return response.end()
                    .map(end -> limited(PdsAnswer.whole(response.statusCode(), response.headers(), read)))
                    .otherwise(gone -> part(response, read));
        });
    }

    private static PdsAnswer part(HttpClientResponse response, Buffer read) {
        return PdsAnswer.part(response.statusCode(), response.headers(), read);
    }

    private PdsAnswer limited(PdsAnswer answer) {
        if (passesLimitsOn || answer.status() == 429) {
            return answer;
        }
        Map<String, String> others = new LinkedHashMap<>(answer.headers());
        others.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("ratelimit-"));
        return new PdsAnswer(answer.status(), others, answer.body(), answer.isWhole());
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(@Nullable Object json) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(json);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The proxy could not be started or stopped", e);
        }
    }

    @Override
    public void close() {
        await(server.close().compose(closed -> client.close()));
        TAKEN.remove(port);
        if (isOwner) {
            await(vertx.close());
        }
    }
}
