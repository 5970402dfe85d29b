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
package io.github.camelatproto.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A broker in this process, that syncs its journal on every commit, in a folder that goes with it. */
final class QueueBroker implements AutoCloseable {

    static final String URL = "vm://0";
    static final String QUEUE = "posts";

    private static final int AT_ONCE = 1_000;

    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
    private final Path folder;

    private QueueBroker(Path folder) {
        this.folder = folder;
    }

    static QueueBroker start() throws Exception {
        QueueBroker broker = new QueueBroker(Files.createTempDirectory("queue-benchmark"));
        broker.artemis.setConfiguration(
                new ConfigurationImpl()
                        .setSecurityEnabled(false)
                        // a disk that is nearly full is for its owner to see to
                        .setMaxDiskUsage(-1)
                        .setJournalType(JournalType.NIO)
                        .setJournalDirectory(broker.folder.resolve("journal").toString())
                        .setBindingsDirectory(broker.folder.resolve("bindings").toString())
                        .setLargeMessagesDirectory(broker.folder.resolve("large").toString())
                        .setPagingDirectory(broker.folder.resolve("paging").toString())
                        .addAcceptorConfiguration("invm", URL)
                        .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1)
                                // else there is a warning for each queue
                                .setDeadLetterAddress(SimpleString.of("DLQ"))
                                .setExpiryAddress(SimpleString.of("ExpiryQueue"))));
        broker.artemis.start();
        return broker;
    }

    /** Sends texts, the first after the last again, until so many are in the queue. */
    void fill(List<String> texts, int count) throws JMSException {
        try (ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory(URL);
             Connection connection = connections.createConnection();
             Session session = connection.createSession(Session.SESSION_TRANSACTED);
             MessageProducer producer = session.createProducer(session.createQueue(QUEUE))) {
            for (long missing = count - left(); missing > 0; missing -= AT_ONCE) {
                for (int i = 0; i < AT_ONCE; i++) {
                    producer.send(session.createTextMessage(texts.get(i % texts.size())));
                }
                session.commit();
            }
        }
    }

    /** How many messages are not acknowledged. */
    long left() {
        Queue queue = queue();
        return queue == null ? 0 : queue.getMessageCount();
    }

    private Queue queue() {
        return artemis.getActiveMQServer().locateQueue(SimpleString.of(QUEUE));
    }

    @Override
    public void close() throws IOException {
        try {
            artemis.stop();
        } catch (Exception e) {
            throw new IOException("The broker does not stop", e);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
