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
package io.github.camelatproto.pds.repo;

import io.github.camelatproto.pds.TestPds;
import io.github.camelatproto.syntax.Nsid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CreateRecordTest {

    private static final Nsid THING = Nsid.parse("com.example.thing");

    private final Repo repo = TestPds.repo();

    @Test
    void createsARecordUnderATidOfTheServer() {
        Written written = repo.createRecord(THING, null, TestPds.record("{\"a\":1}"), null, null);
        assertThat(written.commit()).isEqualTo(repo.head());
        assertThat(repo.records(THING, 10, null, false)).hasSize(1);
    }
}
