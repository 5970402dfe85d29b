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

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.repo.Write;

/** What happens to one send on its way to the model PDS and back. */
@FunctionalInterface
interface Fault {

    void carry(ModelRepo repo, Attempt attempt, ModelRepo.Reply reply);

    /** It arrives and is answered. */
    static Fault none() {
        return (repo, attempt, reply) -> repo.arrives(attempt, reply);
    }

    /** It arrives, and so much later it is answered. */
    static Fault slow(Duration delay) {
        return (repo, attempt, reply) -> repo.arrives(
                attempt, answer -> repo.time().schedule(delay, () -> reply.later(answer)));
    }

    /** It never arrives, and nobody says so. */
    static Fault requestLost() {
        return (repo, attempt, reply) -> reply.later(lost("the request was lost"));
    }

    /** It is handled, and the answer is lost. */
    static Fault answerLost() {
        return (repo, attempt, reply) -> repo.arrives(attempt, answer -> reply.later(lost("the answer was lost")));
    }

    /** Its caller hears nothing; so much later it arrives. */
    static Fault late(Duration delay) {
        return (repo, attempt, reply) -> {
            reply.later(lost("reset while it was under way"));
            repo.time().schedule(delay, () -> repo.arrives(attempt, answer -> {
            }));
        };
    }

    /** Its caller hears nothing; it arrives when the test says so ({@link ModelRepo#release}). */
    static Fault held() {
        return (repo, attempt, reply) -> {
            repo.hold(attempt);
            reply.later(lost("reset while it was under way"));
        };
    }

    /** What was held arrives first, then this. */
    static Fault afterHeld() {
        return (repo, attempt, reply) -> {
            repo.release();
            repo.arrives(attempt, reply);
        };
    }

    /** This arrives first, then what was held; both before this is answered. */
    static Fault beforeHeld() {
        return (repo, attempt, reply) -> {
            repo.arrives(attempt, reply);
            repo.release();
        };
    }

    /** The PDS's own 500, for no reason. */
    static Fault serverError() {
        return (repo, attempt, reply) -> reply.later(new Answer.ServerError(serverErrorException()));
    }

    /** The PDS's own 500, after what was held has arrived. */
    static Fault serverErrorAfterHeld() {
        return (repo, attempt, reply) -> {
            repo.release();
            reply.later(new Answer.ServerError(serverErrorException()));
        };
    }

    /** The PDS breaks after it has written. */
    static Fault serverErrorAfterCommit() {
        return (repo, attempt, reply) -> repo.arrives(
                attempt, answer -> reply.later(new Answer.ServerError(serverErrorException())));
    }

    static Fault denied(AtprotoException error) {
        return (repo, attempt, reply) -> reply.later(new Answer.Denied(error));
    }

    static Fault refused(AtprotoException error) {
        return (repo, attempt, reply) -> reply.later(new Answer.Refused(error, -1));
    }

    static Fault notSent() {
        return (repo, attempt, reply) -> reply.later(new Answer.NotSent(new PdsUnreachableException("no connection")));
    }

    /** Another writer's commit comes first, then what the other fault says. */
    static Fault overtaken(Fault then, Write... others) {
        return (repo, attempt, reply) -> {
            repo.anotherWriter(others);
            then.carry(repo, attempt, reply);
        };
    }

    /** The other fault, and before its answer is back another writer's commit. */
    static Fault followed(Fault first, Write... others) {
        return (repo, attempt, reply) -> {
            first.carry(repo, attempt, reply);
            repo.anotherWriter(others);
        };
    }

    private static Answer lost(String how) {
        return new Answer.Unknown(new PdsUnreachableException(how));
    }

    static AtprotoException serverErrorException() {
        return new XrpcException(500, "InternalServerError", "500 InternalServerError");
    }
}
