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
package io.github.camelatproto.examples.queuepipeline;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;

import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** All in one process: a PDS, a broker, the route, and somebody who sends orders, of which two can never be written. */
final class Demo {

    private static final String HANDLE = "shop.test";
    private static final String PASSWORD = "queue-pipeline-demo";
    private static final String COLLECTION = "com.example.order";
    private static final String QUEUE = "orders";
    private static final String DEAD_LETTERS = "orders.rejected";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Settings settings;

    Demo(Settings settings) {
        this.settings = settings;
    }

    /** Whether every order was answered. */
    boolean run() throws Exception {
        Path folder = Files.createDirectories(settings.data().resolve("demo"));
        try (EmbeddedPds pds = EmbeddedPds.builder().account(HANDLE, PASSWORD).dataFile(folder.resolve("pds")).build().start();
             Broker broker = Broker.start(folder.resolve("broker"))) {
            Settings own = settings.with(Map.of(
                    "atproto.service", pds.url().toString(), "atproto.identifier", HANDLE, "atproto.password", PASSWORD,
                    "queue.broker", broker.url(), "queue.name", QUEUE, "queue.deadLetter", DEAD_LETTERS,
                    "queue.collection", COLLECTION, "queue.keyHeader", "JMSMessageID"));
            return run(own, broker.url());
        }
    }

    private static boolean run(Settings settings, String broker) throws Exception {
        try (Pipeline pipeline = new Pipeline(settings)) {
            pipeline.start();
            System.out.println("The orders go to the queue " + QUEUE + ", and from there into the repo of " + HANDLE + ":");
            Sender.Result result = new Sender(broker, settings, PATIENCE).send(orders());
            System.out.println(result);
            printDeadLetters(broker);
            return result.unanswered() == 0;
        }
    }

    private static List<String> orders() throws Exception {
        try (InputStream orders = Demo.class.getResourceAsStream("/orders.jsonl")) {
            return new String(Objects.requireNonNull(orders).readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static void printDeadLetters(String broker) throws Exception {
        System.out.println("In " + DEAD_LETTERS + ", each with its reason:");
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(broker);
             JMSContext context = connections.createContext();
             QueueBrowser browser = context.createBrowser(context.createQueue(DEAD_LETTERS))) {
            for (Iterator<?> letters = browser.getEnumeration().asIterator(); letters.hasNext();) {
                Message message = (Message) letters.next();
                System.out.println("  " + message.getStringProperty("AtprotoReasonClass") + ": "
                                   + message.getStringProperty("AtprotoReason"));
            }
        }
    }
}
