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
package io.github.camelatproto.examples.cluster;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.camelatproto.kafka.KafkaBroker;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The route {@code kafka-to-repo.camel.yaml}: the messages of a topic become records in the repos of their keys. */
class KafkaToRepoIT {

    private static final String COLLECTION = "com.example.notice";
    private static final String CREATE = "com.atproto.repo.createRecord";
    private static final String APPLY = "com.atproto.repo.applyWrites";

    @TempDir
    private static Path folder;
    private static KafkaBroker kafka;
    private static KafkaProducer<String, String> producer;
    private final Main main = new Main();
    private EmbeddedPds pds;
    private String topic = "";

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = KafkaBroker.start(folder);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.address(), "acks", "all"), new StringSerializer(), new StringSerializer());
    }

    @AfterAll
    static void stopKafka() {
        producer.close();
        kafka.close();
    }

    @BeforeEach
    void start() throws Exception {
        topic = "notices-" + UUID.randomUUID();
        kafka.createTopic(topic, 1);
        pds = EmbeddedPds.builder().account("news.test", "secret").account("sport.test", "secret").build().start();
        // those of the example are for its node
        main.setPropertyPlaceholderLocations("false");
        main.configure().withRoutesIncludePattern("classpath:routes/kafka-to-repo.camel.yaml");
        main.configure().setAutoConfigurationLogSummary(false);
        main.addProperty("kafka.brokers", kafka.address());
        for (String account : List.of("news", "sport")) {
            String prefix = "camel.component.atproto.accounts[" + account + "].";
            main.addProperty(prefix + "service", pds.url().toString());
            main.addProperty(prefix + "identifier", account + ".test");
            main.addProperty(prefix + "password", "secret");
        }
        // so that a PDS that is down fails a message soon
        main.addProperty("camel.component.atproto.delivery-timeout", "500");
        main.addProperty("camel.routeTemplate[notices].templateId", "kafka-to-repo");
        main.addProperty("camel.routeTemplate[notices].topic", topic);
        main.addProperty("camel.routeTemplate[notices].group", topic);
        main.addProperty("camel.routeTemplate[notices].account", "news");
        main.addProperty("camel.routeTemplate[notices].collection", COLLECTION);
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
        pds.close();
    }

    private void send(@Nullable String key, @Nullable String body, String... header) throws Exception {
        ProducerRecord<String, String> message = new ProducerRecord<>(topic, key, body);
        if (header.length > 0) {
            message.headers().add(header[0], header[1].getBytes(StandardCharsets.UTF_8));
        }
        producer.send(message).get();
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }

    private void awaitDone(int messages) {
        patiently().until(() -> kafka.committed(topic) == messages);
    }

    private List<?> records(String account) {
        return (List<?>) main.getCamelContext().createProducerTemplate().requestBody(
                "atproto:listRecords?reverse=true&service=" + pds.url() + "&repo=" + account + ".test&collection=" + COLLECTION,
                null, Map.class).get("records");
    }

    private List<String> numbers(String account) {
        return records(account).stream().map(record -> ((Map<?, ?>) ((Map<?, ?>) record).get("value")).get("n"))
                .map(String::valueOf).toList();
    }

    @Test
    void aMessageGoesIntoTheRepoOfItsKeyAndOneWithoutIntoThatOfTheRoute() throws Exception {
        send("sport", "{\"n\": 1}");
        send("news", "{\"n\": 2}");
        send(null, "{\"n\": 3}");
        awaitDone(3);
        assertThat(numbers("sport")).containsExactly("1");
        assertThat(numbers("news")).containsExactlyInAnyOrder("2", "3");
    }

    @Test
    void whatCanNeverBeWrittenIsADeadLetterAndHoldsNothingUp() throws Exception {
        send("news", "no JSON");
        send("news", null);
        send("news", "{\"n\": 1.5}");
        send("nobody", "{\"n\": 1}");
        send("news", "{\"n\": 7}");
        awaitDone(5);
        assertThat(numbers("news")).containsExactly("7");
        assertThat(kafka.reasons(topic + ".rejected", 4)).satisfiesExactly(
                reason -> assertThat(reason).contains("no JSON"),
                reason -> assertThat(reason).contains("record"),
                reason -> assertThat(reason).contains("no floats"),
                reason -> assertThat(reason).contains("nobody"));
    }

    @Test
    void aSenderDoesNotChooseTheRecordKey() throws Exception {
        send("news", "{\"n\": 1}", "CamelAtprotoRkey", "chosen");
        awaitDone(1);
        assertThat(numbers("news")).containsExactly("1");
        assertThat(records("news").toString()).doesNotContain("chosen");
    }

    @Test
    void aPdsThatIsDownLosesNothingAndMakesNothingTwice() throws Exception {
        Fault[] down = new Fault[12];
        Arrays.fill(down, Fault.refuse(503, "Unavailable", "not now"));
        pds.faults().next(CREATE, down);
        pds.faults().next(APPLY, down);
        send("news", "{\"n\": 1}");
        send("news", "{\"n\": 2}");
        awaitDone(2);
        assertThat(numbers("news")).containsExactlyInAnyOrder("1", "2");
    }
}
