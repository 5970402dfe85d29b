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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.github.camelatproto.component.commit.Answer;
import io.github.camelatproto.component.commit.Attempt;
import io.github.camelatproto.component.commit.RateLimit;
import io.github.camelatproto.component.commit.RepoClient;
import io.github.camelatproto.component.commit.VirtualTime;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/** Carries the calls of all engines to the PDS and back, as the weather has it, and keeps what each engine was told. */
final class Network {

    private final VirtualTime time;
    private final Pds pds;
    private final Weather weather;
    private final BiFunction<Instance, Attempt, List<Dispatch>> carried;
    private final List<Call> calls = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private Instant goneUntil = Instant.MIN;

    /** @param carried whose units an attempt of an engine carries */
    Network(VirtualTime time, Pds pds, Weather weather, BiFunction<Instance, Attempt, List<Dispatch>> carried) {
        this.time = time;
        this.pds = pds;
        this.weather = weather;
        this.carried = carried;
    }

    /** Nothing arrives for so long. */
    void goneFor(Duration duration) {
        goneUntil = time.now().plus(duration);
    }

    List<Call> calls() {
        return calls;
    }

    List<Look> looks() {
        return looks;
    }

    /** The repo as one endpoint of an engine reaches it. */
    RepoClient client(Instance instance) {
        return new Client(instance);
    }

    private boolean isGone() {
        return time.now().isBefore(goneUntil);
    }

    private final class Client implements RepoClient {

        private final Instance instance;

        Client(Instance instance) {
            this.instance = instance;
        }

        @Override
        public CompletionStage<Answer> send(Attempt attempt) {
            Call call = new Call(calls.size(), instance, attempt, time.now(), carried.apply(instance, attempt));
            calls.add(call);
            call.dispatches.forEach(dispatch -> dispatch.calls.add(call));
            CompletableFuture<Answer> heard = new CompletableFuture<>();
            Passage passage = isGone()
                    ? Passage.notArrived(Duration.ofMillis(5), new Answer.NotSent(new PdsUnreachableException("gone")))
                    : weather.send(call);
            if (passage.there() == null || passage.late()) {
                hear(call, passage.back(), passage.heard(), null, heard);
            }
            if (passage.there() != null) {
                time.schedule(passage.there(), () -> arrive(call, passage, heard));
            }
            return heard;
        }

        private void arrive(Call call, Passage passage, CompletableFuture<Answer> heard) {
            if (isGone()) {
                if (!passage.late()) {
                    hear(call, passage.back(), new Answer.Unknown(new PdsUnreachableException("reset")), null, heard);
                }
                return;
            }
            passage.before().run();
            Pds.Reply reply = passage.breaks() ? pds.breakBefore(call) : pds.write(call);
            passage.after().run();
            if (!passage.late()) {
                boolean isLost = passage.heard() != null;
                hear(call, passage.back(), isLost ? passage.heard() : reply.answer(), isLost ? null : reply, heard);
            }
            // a copy of what was refused might land: behind a proxy that repeats POSTs, exactness ends
            if (passage.again() != null && reply.answer() instanceof Answer.Landed) {
                Call copy = new Call(call.number, instance, call.attempt, call.sent, List.of());
                time.schedule(passage.again(), () -> pds.write(copy));
            }
        }

        private void hear(
                Call call, Duration back, @Nullable Answer answer, Pds.@Nullable Reply reply, CompletableFuture<Answer> heard) {
            instance.happen(back, () -> {
                call.answer = answer;
                call.answered = time.now();
                if (reply != null) {
                    learn(call, reply);
                }
                heard.complete(answer);
            });
        }

        /** What the component's own port reports of an answer. */
        private void learn(Call call, Pds.Reply reply) {
            instance.points.answered(reply.limit());
            if (reply.limit() != null) {
                instance.profile.requests(reply.limit());
            }
            if (reply.answer() instanceof Answer.Landed && pds.traits.showsResults()) {
                if (pds.traits.changesRecords()) {
                    instance.profile.changedRecord();
                }
                if (call.hasOverwritten()) {
                    instance.profile.overwroteByCreate();
                }
            }
        }

        @Override
        public CompletionStage<Optional<Cid>> read(Nsid collection, RecordKey rkey) {
            String path = collection + "/" + rkey;
            return ask(path, () -> pds.record(path));
        }

        @Override
        public CompletionStage<Cid> head() {
            return ask(null, () -> Optional.of(pds.head())).thenApply(Optional::orElseThrow);
        }

        private CompletionStage<Optional<Cid>> ask(@Nullable String path, Supplier<Optional<Cid>> question) {
            Instant asked = time.now();
            CompletableFuture<Optional<Cid>> told = new CompletableFuture<>();
            Weather.Question passage = weather.ask();
            time.schedule(passage.there(), () -> {
                if (isGone() || !passage.answered()) {
                    fail(path, asked, passage.back(), new PdsUnreachableException("no answer"), told);
                } else if (!pds.takesRead()) {
                    RateLimit limit = pds.limiter.shownToRead(time.now());
                    fail(path, asked, passage.back(), new RateLimitExceededException("429", limit.reset()), told);
                } else {
                    Optional<Cid> value = question.get();
                    RateLimit limit = pds.traits.isLimited() ? pds.limiter.shownToRead(time.now()) : null;
                    instance.happen(passage.back(), () -> {
                        looks.add(new Look(instance, path, asked, time.now(), value));
                        if (limit != null) {
                            instance.profile.requests(limit);
                        }
                        told.complete(value);
                    });
                }
            });
            return told;
        }

        private void fail(
                @Nullable String path, Instant asked, Duration back, RuntimeException error,
                CompletableFuture<Optional<Cid>> told) {
            instance.happen(back, () -> {
                looks.add(new Look(instance, path, asked, time.now(), null));
                told.completeExceptionally(error);
            });
        }
    }
}
