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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A broker in this process, that keeps its messages in a folder. Only this machine reaches it. */
final class Broker implements AutoCloseable {

    private static final String URL = "vm://0";
    private static final Duration REDELIVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_REDELIVERY = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();

    private Broker(Configuration configuration) {
        artemis.setConfiguration(configuration);
    }

    /** Starts one that this process alone can reach. */
    static Broker start(Path folder) {
        return start(folder, configuration(folder));
    }

    /** Starts one that also listens on a port of the loopback interface. */
    static Broker start(Path folder, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port " + port + " is in use. If a broker listens there, take it with -Dqueue.broker=" + url(port)
                                            + "; else choose another with -Dqueue.port=",
                    e);
        }
        Configuration configuration = configuration(folder);
        try {
            configuration.addAcceptorConfiguration("tcp", url(port));
        } catch (Exception e) {
            throw new IllegalStateException("Port " + port + " is none", e);
        }
        return start(folder, configuration);
    }

    /** For connections from this process. */
    String url() {
        return URL;
    }

    /** For connections from others, where it listens on that port. */
    static String url(int port) {
        return "tcp://localhost:" + port;
    }

    private static Broker start(Path folder, Configuration configuration) {
        Broker broker = new Broker(configuration);
        try {
            Files.createDirectories(folder);
            broker.artemis.start();
            if (broker.artemis.getActiveMQServer().waitForActivation(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return broker;
            }
        } catch (Exception e) {
            broker.close();
            throw new IllegalStateException("The broker does not start on " + folder + ": " + Pipeline.reason(e), e);
        }
        broker.close();
        throw new IllegalStateException("The broker does not start on " + folder + ": is it in use by another?");
    }

    private static Configuration configuration(Path folder) {
        try {
            return new ConfigurationImpl()
                    .setSecurityEnabled(false)
                    .setJournalType(JournalType.NIO)
                    .setJournalDirectory(folder.resolve("journal").toString())
                    .setBindingsDirectory(folder.resolve("bindings").toString())
                    .setLargeMessagesDirectory(folder.resolve("large").toString())
                    .setPagingDirectory(folder.resolve("paging").toString())
                    // else another process that has the folder is waited for
                    .setJournalLockAcquisitionTimeout(PATIENCE.toMillis())
                    // a disk that is nearly full is for its owner to see to
                    .setMaxDiskUsage(-1)
                    .addAcceptorConfiguration("vm", URL)
                    // what fails is delivered again for as long as it takes, ever more seldom
                    .addAddressSetting("#", new AddressSettings()
                            .setMaxDeliveryAttempts(-1)
                            .setRedeliveryDelay(REDELIVERY.toMillis())
                            .setRedeliveryMultiplier(2)
                            .setMaxRedeliveryDelay(LONGEST_REDELIVERY.toMillis())
                            // never needed, but else there is a warning for each queue
                            .setDeadLetterAddress(SimpleString.of("DLQ"))
                            .setExpiryAddress(SimpleString.of("ExpiryQueue")));
        } catch (Exception e) {
            throw new IllegalStateException("The broker cannot be configured", e);
        }
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
