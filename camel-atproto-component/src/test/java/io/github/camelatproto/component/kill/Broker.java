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
package io.github.camelatproto.component.kill;

import java.nio.file.Path;
import java.util.List;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A broker in this process, with its journal on disk: it keeps what was not acknowledged when the process is killed.
 */
final class Broker implements AutoCloseable {

    static final String QUEUE = "records";

    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();

    private Broker() {
    }

    static Broker start(Path folder) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("invm", "vm://0")
                // however often the process dies, the broker goes on
                .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1));
        Broker broker = new Broker();
        broker.artemis.setConfiguration(configuration);
        broker.artemis.start();
        return broker;
    }

    ConnectionFactory connections() {
        // without a buffer, so that one consumer does not take what the others could work on
        return new ActiveMQConnectionFactory("vm://0?consumerWindowSize=0");
    }

    /** Puts the texts into the queue, all or none. */
    void fill(List<String> texts) throws JMSException {
        try (Connection connection = connections().createConnection();
             Session session = connection.createSession(Session.SESSION_TRANSACTED);
             MessageProducer producer = session.createProducer(session.createQueue(QUEUE))) {
            for (String text : texts) {
                producer.send(session.createTextMessage(text));
            }
            session.commit();
        }
    }

    /** How many messages are not acknowledged. */
    long left() {
        Queue queue = artemis.getActiveMQServer().locateQueue(SimpleString.of(QUEUE));
        return queue == null ? 0 : queue.getMessageCount();
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
