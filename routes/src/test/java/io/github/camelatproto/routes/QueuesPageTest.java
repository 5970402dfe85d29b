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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.deployers.impl.FileConfigurationParser;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every block of the page on queues works as it stands there. */
class QueuesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "queues.md");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyBlockWorks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE)).results()
                .map(block -> DynamicTest.dynamicTest(block.group(1) + " at " + block.start(), () -> use(block)));
    }

    private void use(MatchResult block) throws Exception {
        switch (block.group(1)) {
            case "properties" -> start(block.group(2));
            case "xml" -> configure(block.group(2));
            default -> throw new AssertionError("No test for a block of " + block.group(1));
        }
    }

    private void start(String text) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(text.replaceAll("\\{\\{env:\\w+}}", "secret")));
        Main main = new Main();
        main.configure().setAutoConfigurationLogSummary(false);
        properties.forEach((name, value) -> main.addProperty(String.valueOf(name), String.valueOf(value)));
        main.addOverrideProperty("queue.broker", Broker.URL);
        try (Broker broker = new Broker(folder)) {
            main.start();
            try {
                assertThat(main.getCamelContext().getRoutes()).hasSize(2);
                await().until(() -> broker.consumers("stock") > 0);
            } finally {
                main.stop();
            }
        }
    }

    private static void configure(String text) throws Exception {
        String file = "<core xmlns='urn:activemq:core'><address-settings>" + text + "</address-settings></core>";
        Configuration broker = new FileConfigurationParser()
                .parseMainConfig(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(broker.getAddressSettings().get("orders").getMaxDeliveryAttempts()).isEqualTo(-1);
        assertThat(broker.getAddressSettings().get("orders").getRedeliveryDelay()).isEqualTo(1000);
        assertThat(broker.getAddressSettings().get("orders").getMaxRedeliveryDelay()).isEqualTo(60_000);
    }
}
