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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.github.camelatproto.reference.ReferencePds;

/**
 * An account of its own on the reference PDS. What was committed there is known from its answers: the proxy sees each
 * of them, whether they reach the component or not, and so does the other writer.
 */
final class ReferenceTrialPds implements TrialPds {

    private final ReferencePds pds;
    private final Account account;

    ReferenceTrialPds(ReferencePds pds) {
        this.pds = pds;
        ReferencePds.Account created = pds.createAccount();
        account = new Account(created.handle(), created.did(), created.password());
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
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration deliveryTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Mishap ofWrite(RandomGenerator random, Surroundings around) {
        return random.nextInt(10) == 0 ? expired() : CommonMishaps.ofWrite(random, around);
    }

    @Override
    public Mishap ofRead(RandomGenerator random, Surroundings around) {
        return CommonMishaps.ofRead(random, around);
    }

    @Override
    public Mishap ofSession(RandomGenerator random, Surroundings around) {
        return random.nextBoolean() ? Mishap.answerLost() : CommonMishaps.ofRead(random, around);
    }

    private Mishap expired() {
        return Mishap.token("expired token", pds.expiredAccessToken(account.did()));
    }

    @Override
    public List<Commit> history(FaultProxy proxy, SecondWriter others) {
        Stream<Commit> ours
                = proxy.calls().stream().filter(WriteCalls::isWrite).map(WriteCalls::commit).flatMap(Optional::stream);
        return Stream.concat(ours, others.commits().stream())
                .sorted(Comparator.comparing(Commit::rev))
                .toList();
    }

    @Override
    public void close() {
        // the PDS is shared
    }
}
