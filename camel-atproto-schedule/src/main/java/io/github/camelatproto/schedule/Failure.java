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
package io.github.camelatproto.schedule;

import java.time.Duration;
import java.time.Instant;

import io.github.camelatproto.component.exception.AuthenticationException;
import io.github.camelatproto.component.exception.IdentityException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.component.exception.WriteRejectedException;
import io.github.camelatproto.component.exception.XrpcException;
import org.jspecify.annotations.Nullable;

/**
 * Why an entry could not be written, and whether to try again.
 *
 * @param reason    for people
 * @param again     when to try again; null if that is of no use
 * @param isUnknown whether it may have been written
 */
record Failure(String reason, @Nullable Instant again, boolean isUnknown) {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    /** A PDS counts failed logins, and refuses all of them for a time after some. */
    private static final Duration LOGIN_WAIT = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 7;

    /** @param tries how often it was tried in vain before */
    static Failure of(Throwable failure, int tries, Instant now) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Instant again = now.plus(FIRST_WAIT.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS)));
        if (failure instanceof UnknownOutcomeException) {
            return new Failure(reason, again, true);
        }
        if (failure instanceof RateLimitExceededException limit) {
            Instant reset = limit.getReset();
            return new Failure(reason, reset == null || reset.isBefore(again) ? again : reset, false);
        }
        if (failure instanceof AuthenticationException) {
            Instant login = now.plus(LOGIN_WAIT);
            return new Failure(reason, again.isBefore(login) ? login : again, false);
        }
        boolean isPassing = failure instanceof PdsUnreachableException || failure instanceof IdentityException
                || failure instanceof WriteRejectedException
                || (failure instanceof XrpcException xrpc && xrpc.getStatus() >= 500);
        return new Failure(reason, isPassing ? again : null, false);
    }
}
