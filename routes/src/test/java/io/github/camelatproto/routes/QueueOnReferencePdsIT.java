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
package io.github.camelatproto.routes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static io.github.camelatproto.routes.QueueRoutes.COLLECTION;
import static io.github.camelatproto.routes.QueueRoutes.DEAD_LETTERS;
import static io.github.camelatproto.routes.QueueRoutes.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The route for queues against the reference PDS. */
@ExtendWith(ReferencePdsExtension.class)
class QueueOnReferencePdsIT {

    private static final int MESSAGES = 300;

    @TempDir
    private Path folder;

    @Test
    void everyMessageIsOneRecordOrADeadLetter(ReferencePds pds) throws Exception {
        ReferencePds.Account account = pds.createAccount();
        Collection things = new Collection(pds.url(), account.did(), COLLECTION);
        try (Broker broker = new Broker(folder);
             QueueRoutes routes = QueueRoutes.start(pds.url(), account.handle(), account.password(), "consumers=16")) {
            broker.send(QUEUE, IntStream.range(0, MESSAGES).mapToObj(n -> "{\"n\": " + n + "}").toArray(String[]::new));
            broker.send(QUEUE, "no JSON");

            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(broker.left(QUEUE)).isZero());
            assertThat(broker.left(DEAD_LETTERS)).isOne();
            assertThat(routes.isRunning()).isTrue();
        }
        assertThat(things.values("/n")).doesNotHaveDuplicates().hasSize(MESSAGES);
    }
}
