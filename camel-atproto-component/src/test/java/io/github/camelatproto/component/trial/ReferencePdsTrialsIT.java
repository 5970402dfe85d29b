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

import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The promise on the reference PDS, behind a proxy that makes the faults. */
@ExtendWith(ReferencePdsExtension.class)
class ReferencePdsTrialsIT {

    private final ReferencePds pds;

    ReferencePdsTrialsIT(ReferencePds pds) {
        this.pds = pds;
    }

    @Test
    void noFaultLosesDoublesAltersOrMisreportsAWrite() throws Exception {
        Trials.Sums sums = new Trials(seed -> new ReferenceTrialPds(pds), 4).run(30, 500);

        assertThat(sums.fewestFaults()).as("faults in a trial").isGreaterThanOrEqualTo(3);
        assertThat(sums.broken()).as("lost, duplicated, altered or hung in %s", sums.defects()).isZero();
        assertThat(sums.unknownWithoutReason()).as("trials with an outcome unknown without reason: %s", sums.defects())
                .isLessThanOrEqualTo(sums.mostWithoutReason());
    }
}
