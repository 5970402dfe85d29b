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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.jms.JMSRuntimeException;

import org.apache.camel.FailedToCreateConsumerException;

/**
 * Runs the route {@code queue-to-repo.camel.yaml} until it is ended, a demo of it, or sends messages to it. The
 * settings are in {@code application.properties}; the environment and {@code -D} come before them.
 */
public final class QueuePipeline {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String USAGE = """
            Usage: run [--demo | --send FILE] [-Dname=value ...]
              (neither)       the messages of the queue become records, until it is ended
              --demo          the same with a PDS and orders of its own; ends by itself
              --send FILE     sends each line of a file to the queue, and prints what has become of it
              -Dname=value    a setting, such as -Dqueue.broker=tcp://broker.example.com:61616
            Settings: queue.broker (without it a broker is started), queue.port and queue.data of the one that is started,
            queue.user, queue.name, queue.collection, queue.consumers, queue.deadLetter, queue.keyHeader, atproto.service,
            atproto.identifier; or in the environment: QUEUE_BROKER, ATPROTO_SERVICE and so on, and there alone
            QUEUE_PASSWORD and ATPROTO_PASSWORD.
            Exits with 0, with 1 if anything failed, with 2 for wrong arguments.""";

    private QueuePipeline() {
    }

    /** What is asked for. */
    private enum Task {
        RUN,
        DEMO,
        SEND
    }

    /** Exits with 0, 1 if anything failed, 2 if the arguments are wrong. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] words) {
        Task task = Task.RUN;
        String file = "";
        Map<String, String> arguments = new HashMap<>();
        for (int i = 0; i < words.length; i++) {
            String argument = words[i];
            int equals = argument.indexOf('=');
            if (argument.startsWith("-D") && equals > 2) {
                arguments.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else if (task == Task.RUN && argument.equals("--demo")) {
                task = Task.DEMO;
            } else if (task == Task.RUN && argument.equals("--send") && i + 1 < words.length) {
                task = Task.SEND;
                file = words[++i];
            } else {
                System.err.println(USAGE);
                return argument.equals("--help") ? 0 : WRONG_USAGE;
            }
        }
        Settings settings = Settings.of(arguments, System.getenv());
        try {
            return switch (task) {
                case RUN -> pipeline(settings);
                case DEMO -> demo(settings);
                case SEND -> send(Path.of(file), settings);
            };
        } catch (IllegalStateException | IllegalArgumentException e) {
            // the broker or the PDS cannot start, and says itself why
            System.err.println("queue-pipeline: " + e.getMessage());
            return FAILED;
        } catch (Exception e) {
            System.err.println("queue-pipeline: " + Pipeline.reason(e));
            return FAILED;
        }
    }

    private static int pipeline(Settings settings) throws Exception {
        String broker = settings.broker();
        if (broker != null) {
            return pipeline(broker, settings);
        }
        try (Broker embedded = Broker.start(settings.data().resolve("broker"), settings.port())) {
            return pipeline(Broker.url(settings.port()), settings.with(Map.of("queue.broker", embedded.url())));
        }
    }

    private static int pipeline(String broker, Settings settings) throws Exception {
        try (Pipeline pipeline = new Pipeline(settings)) {
            return pipeline.untilEnded(
                    "The queue " + settings.queue() + " of " + address(broker) + " becomes records. Ctrl-C ends it.");
        } catch (FailedToCreateConsumerException e) {
            throw unusable(broker, e);
        }
    }

    private static int demo(Settings settings) throws Exception {
        // the answers say it all
        System.setProperty("org.slf4j.simpleLogger.log.queue-to-repo", "error");
        return new Demo(settings).run() ? 0 : FAILED;
    }

    private static int send(Path file, Settings settings) throws Exception {
        List<String> lines;
        try {
            lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new IllegalStateException("The file " + file + " cannot be read: " + e, e);
        }
        String given = settings.broker();
        String broker = given == null ? Broker.url(settings.port()) : given;
        try {
            Sender.Result result = new Sender(broker, settings, PATIENCE).send(lines);
            System.out.println(result);
            return result.written() == lines.size() ? 0 : FAILED;
        } catch (JMSRuntimeException e) {
            throw unusable(broker, e);
        }
    }

    private static IllegalStateException unusable(String broker, Exception e) {
        return new IllegalStateException("The broker " + address(broker) + " cannot be used: " + Pipeline.reason(e), e);
    }

    /** What follows it may be secret. */
    private static String address(String broker) {
        return broker.replaceFirst("[?].*", "");
    }
}
