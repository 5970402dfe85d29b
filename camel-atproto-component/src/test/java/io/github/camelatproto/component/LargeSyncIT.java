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
package io.github.camelatproto.component;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelatproto.component.trial.FaultProxy;
import io.github.camelatproto.pds.EmbeddedPds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What it costs to keep a large collection in step. */
class LargeSyncIT {

    private static final int RECORDS = 10_000;
    private static final String OPTIONS
            = "&identifier=alice.test&password=secret&collection=com.example.thing&deliveryTimeout=60000";

    private static int requests(FaultProxy proxy, CamelRunner camel, Map<String, Object> wanted, int created) {
        int before = proxy.calls().size();
        Map<String, Object> output = camel.output("atproto:syncRecords?service=" + proxy.url() + OPTIONS, wanted);
        assertThat(output).containsEntry("created", created).containsEntry("unchanged", RECORDS - created);
        return proxy.calls().size() - before;
    }

    @Test
    void aQuietPollIsOneRequestAndAColdOneReadsTheRepoOnce() throws Exception {
        Map<String, Object> wanted = new LinkedHashMap<>();
        IntStream.range(0, RECORDS).forEach(n -> wanted.put("k%05d".formatted(n), Map.of("n", n)));
        try (EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start();
             FaultProxy proxy = new FaultProxy(pds.url());
             CamelRunner warm = CamelRunner.start();
             CamelRunner cold = CamelRunner.start()) {
            requests(proxy, warm, wanted, RECORDS);

            int quiet = requests(proxy, warm, wanted, 0);
            int first = requests(proxy, cold, wanted, 0);

            System.out.println("sync of " + RECORDS + ": quiet poll " + quiet + " request, cold " + first + " with the login");
            assertThat(quiet).isEqualTo(1);
            // the head, the first page, the repo
            assertThat(first - 1).isEqualTo(3);
            // one without writes asks whether fences are heeded
            assertThat(proxy.calls("com.atproto.repo.applyWrites")).filteredOn(call -> !call.body().contains("\"writes\":[]"))
                    .hasSize(RECORDS / 200);
        }
    }
}
