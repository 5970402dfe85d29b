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
import java.util.List;
import java.util.random.RandomGenerator;

/** A PDS with an account for one trial, and what can go wrong with its calls. */
interface TrialPds extends AutoCloseable {

    URI url();

    Account account();

    /** How long a call may take, so that what is slow for a reason is cut off and what is slow for none is not. */
    Duration requestTimeout();

    /** How long a message may take. */
    Duration deliveryTimeout();

    /** Something that goes wrong with a call that writes. */
    Mishap ofWrite(RandomGenerator random, Surroundings around);

    /** Something that goes wrong with a call that reads. */
    Mishap ofRead(RandomGenerator random, Surroundings around);

    /** Something that goes wrong with a call for a session. */
    Mishap ofSession(RandomGenerator random, Surroundings around);

    /** Every commit of the repo, in order; those of nobody's may be missing where they change nothing. */
    List<Commit> history(FaultProxy proxy, SecondWriter others) throws Exception;

    @Override
    void close();

    /** What mishaps need besides the call. */
    record Surroundings(FaultProxy proxy, SecondWriter others, Theirs theirs, Duration requestTimeout) {
    }
}
