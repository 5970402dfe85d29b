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
package io.github.camelatproto.kafka;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.github.camelatproto.process.JavaProgram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * A Kafka of one broker, which is its own controller, in a process of its own; {@code kafka_2.13} is to be on the class
 * path.
 */
public final class KafkaBroker implements AutoCloseable {

    private final JavaProgram program;
    private final int port;

    private KafkaBroker(JavaProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder for its data, and for what it says
     */
    public static KafkaBroker start(Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = JavaProgram.freePort();
        int controller;
        try (ServerSocket taken = new ServerSocket(0)) {
            controller = taken.getLocalPort();
        }
        Path properties = Files.writeString(folder.resolve("server.properties"), String.join("\n", List.of(
                "process.roles=broker,controller", "node.id=1", "controller.quorum.voters=1@localhost:" + controller,
                "listeners=PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller,
                "controller.listener.names=CONTROLLER", "inter.broker.listener.name=PLAINTEXT",
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT", "log.dirs=" + folder.resolve("log"),
                "offsets.topic.replication.factor=1", "offsets.topic.num.partitions=4",
                "transaction.state.log.replication.factor=1", "transaction.state.log.min.isr=1",
                "group.initial.rebalance.delay.ms=0")));
        try (JavaProgram format = JavaProgram.start("kafka.tools.StorageTool", folder, "format", "-t",
                Uuid.randomUuid().toString(), "-c", properties.toString())) {
            if (format.await() != 0) {
                throw new IOException("Kafka's storage cannot be made: " + Files.readString(folder.resolve("log.txt")));
            }
        }
        return new KafkaBroker(JavaProgram.start("kafka.Kafka", folder, properties.toString()), port);
    }

    /** Host and port. */
    public String address() {
        return "localhost:" + port;
    }

    /** Makes a topic, once the broker is there. */
    public void createTopic(String name, int partitions) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> {
                        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
                        return true;
                    });
        }
    }

    /** How many messages a group has done with. */
    public long committed(String group) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(OffsetAndMetadata::offset).sum();
        }
    }

    /** Why the first dead letters of a topic are there, as many as are asked for. */
    public List<String> reasons(String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", address(), "group.id", "test", "auto.offset.reset", "earliest");
        List<String> reasons = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> reasons.add(
                        new String(message.headers().lastHeader("Reason").value(), StandardCharsets.UTF_8)));
                return reasons.size() >= count;
            });
        }
        return reasons;
    }

    @Override
    public void close() {
        program.close();
    }
}
