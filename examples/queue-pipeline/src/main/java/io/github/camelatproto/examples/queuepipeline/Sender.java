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

import java.time.Duration;
import java.util.List;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Sends texts to a queue, each as a message that asks for an answer, and prints the answers as they come. */
final class Sender {

    private final String broker;
    private final Settings settings;
    private final Duration patience;

    /** @param patience how long to wait for the next answer */
    Sender(String broker, Settings settings, Duration patience) {
        this.broker = broker;
        this.settings = settings;
        this.patience = patience;
    }

    /**
     * What has become of the messages.
     *
     * @param rejected   that went to the dead letters
     * @param unanswered that stay in the queue
     */
    record Result(int written, int rejected, int unanswered) {

        @Override
        public String toString() {
            return written + " written, " + rejected + " rejected, " + unanswered + " unanswered";
        }
    }

    Result send(List<String> texts) throws JMSException {
        try (ActiveMQConnectionFactory connections
                = new ActiveMQConnectionFactory(broker, settings.user(), settings.password());
             JMSContext context = connections.createContext()) {
            TemporaryQueue answers = context.createTemporaryQueue();
            try (JMSConsumer consumer = context.createConsumer(answers)) {
                for (int i = 0; i < texts.size(); i++) {
                    TextMessage message = context.createTextMessage(texts.get(i));
                    message.setJMSReplyTo(answers);
                    message.setJMSCorrelationID(Integer.toString(i + 1));
                    context.createProducer().send(context.createQueue(settings.queue()), message);
                }
                return await(consumer, texts.size());
            }
        }
    }

    private Result await(JMSConsumer consumer, int sent) throws JMSException {
        int written = 0;
        int rejected = 0;
        while (written + rejected < sent) {
            Message answer = consumer.receive(patience.toMillis());
            if (answer == null) {
                break;
            }
            boolean isWritten = answer.getStringProperty("AtprotoReason") == null;
            System.out.println("message " + answer.getJMSCorrelationID() + ": " + (isWritten ? "" : "rejected: ")
                               + answer.getBody(String.class));
            written += isWritten ? 1 : 0;
            rejected += isWritten ? 0 : 1;
        }
        return new Result(written, rejected, sent - written - rejected);
    }
}
