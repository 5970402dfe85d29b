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
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import io.vertx.core.Future;

/**
 * What happens to a call on its way to the PDS and back. Immutable.
 *
 * @param name   for people
 * @param course completes when nothing of the call is under way any more
 */
record Mishap(String name, Course course) {

    @FunctionalInterface
    interface Course {
        Future<?> run(ProxiedCall call);
    }

    Future<?> befall(ProxiedCall call) {
        call.struckBy(name);
        return course.run(call);
    }

    boolean isNone() {
        return name.isEmpty();
    }

    /** It arrives and is answered. */
    static Mishap none() {
        return new Mishap("", call -> call.forward().compose(call::tell));
    }

    /** It never arrives. */
    static Mishap requestLost() {
        return new Mishap("request lost", ProxiedCall::reset);
    }

    static Mishap answerLost() {
        return new Mishap("answer lost", call -> call.forward().compose(answer -> call.reset()));
    }

    static Mishap halfAnswer() {
        return new Mishap("half an answer", call -> call.forward().compose(call::tellHalf));
    }

    /** It takes so long to arrive. Its caller may be gone by then. */
    static Mishap slow(Duration delay) {
        return new Mishap(
                "slow " + delay.toMillis() + " ms",
                call -> call.pause(delay).compose(over -> call.forward()).compose(call::tell));
    }

    /** Its caller's connection is closed; so much later it arrives. */
    static Mishap late(Duration delay) {
        return new Mishap(
                "late " + delay.toMillis() + " ms",
                call -> call.reset().compose(reset -> call.pause(delay)).compose(over -> call.forward()));
    }

    /** A gateway says that the PDS is not there, and it is not. */
    static Mishap gateway(int status) {
        return new Mishap("gateway " + status, call -> call.tell(PdsAnswer.page(status)));
    }

    /** A gateway says that the PDS is not there, after the PDS has answered it. */
    static Mishap gatewayAfter(int status) {
        return new Mishap(
                "gateway " + status + " after the PDS",
                call -> call.forward().compose(answer -> call.tell(PdsAnswer.page(status))));
    }

    /** A gateway that finds the callers too many; it counts no points. */
    static Mishap tooMany() {
        return new Mishap(
                "429", call -> call.tell(PdsAnswer.error(429, "RateLimitExceeded", Map.of("Retry-After", "1"))));
    }

    /** It arrives with another token. */
    static Mishap token(String name, String token) {
        return new Mishap(name, call -> call.forward("Bearer " + token).compose(call::tell));
    }

    /** Nothing can be reached for so long, and this call breaks off. */
    static Mishap gone(FaultProxy proxy, Duration duration) {
        return new Mishap(
                "gone for " + duration.toMillis() + " ms",
                call -> call.reset().compose(reset -> proxy.refuseFor(duration)));
    }

    /** Somebody else comes first, then what the other mishap says. */
    static Mishap overtaken(Function<ProxiedCall, CompletionStage<?>> somebody, Mishap then) {
        return new Mishap(
                "overtaken, " + then.name(),
                call -> Future.fromCompletionStage(somebody.apply(call)).otherwiseEmpty()
                        .compose(done -> then.course().run(call)));
    }

    /** It is handled and its answer is lost, and somebody else has come before its caller looks. */
    static Mishap followed(Function<ProxiedCall, CompletionStage<?>> somebody) {
        return new Mishap(
                "answer lost, followed",
                call -> call.forward().compose(answer -> Future.fromCompletionStage(somebody.apply(call)).otherwiseEmpty())
                        .compose(done -> call.reset()));
    }

    /** What the embedded PDS does with it. */
    static Mishap ordered(EmbeddedPds pds, Fault fault) {
        return new Mishap(fault.toString(), call -> {
            pds.faults().next(call.nsid(), fault);
            return call.forward().compose(call::tell);
        });
    }
}
