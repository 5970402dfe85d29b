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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.HierarchicalRepository;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A broker in this process, with its journal on disk. What is rolled back is delivered again, soon and for ever. */
final class Broker implements AutoCloseable {

    static final String URL = "vm://0";

    private static final Duration REDELIVERY_DELAY = Duration.ofMillis(200);

    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
    private final ConnectionFactory connections = new ActiveMQConnectionFactory(URL);

    Broker(Path folder) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                // a disk that is nearly full is for its owner to see to
                .setMaxDiskUsage(-1)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("invm", URL)
                .addAddressSetting("#", patient());
        artemis.setConfiguration(configuration);
        artemis.start();
    }

    /** Makes a message. */
    interface Maker {
        Message make(Session session) throws JMSException;
    }

    /** Sends the messages as they are, the id of a message included where the maker has given one. */
    void send(String queue, Maker... makers) throws JMSException {
        try (Connection connection = connections.createConnection();
             Session session = connection.createSession(Session.SESSION_TRANSACTED);
             MessageProducer producer = session.createProducer(session.createQueue(queue))) {
            for (Maker maker : makers) {
                Message message = maker.make(session);
                boolean isNamed = message.getJMSMessageID() != null;
                producer.setDisableMessageID(isNamed);
                producer.send(message);
            }
            session.commit();
        }
    }

    void send(String queue, String... texts) throws JMSException {
        List<Maker> makers = new ArrayList<>();
        for (String text : texts) {
            makers.add(session -> session.createTextMessage(text));
        }
        send(queue, makers.toArray(Maker[]::new));
    }

    /** Takes the next message of a queue, waiting for it. */
    Message take(String queue) {
        JMSContext context = ((ActiveMQConnectionFactory) connections).createContext();
        try (context; JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return Objects.requireNonNull(consumer.receive(20_000), "No message has come to " + queue);
        }
    }

    /** From now on that queue is not made where it is not there, so that what is sent to it is refused. */
    void refuse(String queue) {
        AddressSettings refusing = patient().setAutoCreateAddresses(false).setAutoCreateQueues(false);
        addresses(queue).forEach(address -> settings().addMatch(address, refusing));
    }

    /** Undoes {@link #refuse}. */
    void accept(String queue) {
        addresses(queue).forEach(settings()::removeMatch);
    }

    /** The client tries the name that Artemis 1 gave a queue, too. */
    private static List<String> addresses(String queue) {
        return List.of(queue, "jms.queue." + queue);
    }

    /** How many messages of a queue are not acknowledged. */
    long left(String queue) {
        return queue(queue).map(Queue::getMessageCount).orElse(0L);
    }

    /** How many of them have been rolled back, and wait for their next delivery. */
    int waiting(String queue) {
        return queue(queue).map(Queue::getScheduledCount).orElse(0);
    }

    int consumers(String queue) {
        return queue(queue).map(Queue::getConsumerCount).orElse(0);
    }

    private Optional<Queue> queue(String name) {
        return Optional.ofNullable(artemis.getActiveMQServer().locateQueue(SimpleString.of(name)));
    }

    private HierarchicalRepository<AddressSettings> settings() {
        return artemis.getActiveMQServer().getAddressSettingsRepository();
    }

    private static AddressSettings patient() {
        return new AddressSettings().setMaxDeliveryAttempts(-1).setRedeliveryDelay(REDELIVERY_DELAY.toMillis());
    }

    @Override
    public void close() {
        try {
            artemis.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The broker does not stop", e);
        }
    }
}
