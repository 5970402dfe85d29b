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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged example, run as its user runs it. */
@ExtendWith(ReferencePdsExtension.class)
class QueuePipelineIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;
    private ReferencePds pds;
    private ReferencePds.Account account;
    private int port;
    private final List<Process> started = new ArrayList<>();

    /** A process of the example, and the file that its two outputs go to. */
    private record Run(Process process, Path output) {

        String printed() {
            try {
                return Files.readString(output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Run awaitPrinted(String text) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(printed()).contains(text));
            return this;
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("has ended; printed: %s", printed())
                    .isTrue();
            return process.exitValue();
        }
    }

    @BeforeEach
    void newAccount(ReferencePds reference) throws IOException {
        pds = reference;
        account = reference.createAccount();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theDemoPrintsTheRecordsAndWhatWasRejectedAndWhy() throws Exception {
        Run demo = run("--demo");

        assertThat(demo.exitCode()).as(demo.printed()).isZero();
        assertThat(demo.printed()).containsPattern("message 1: at://did:plc:\\w+/com[.]example[.]order/\\w+")
                .contains("message 3: rejected: ", "$.record.quantity", "message 5: rejected: The body is no JSON")
                .contains("4 written, 2 rejected, 0 unanswered", "RecordValidationException: ", "InvalidInputException: ")
                .doesNotContain("WARN").doesNotContain("one chair")
                // it writes nowhere else, whatever the environment says
                .doesNotContain(account.did());
    }

    @Test
    void whatIsSentBecomesRecordsOfTheAccount() throws Exception {
        Path orders = Files.writeString(folder.resolve("orders.jsonl"), "{\"number\": 1}\n\n{\"number\": 2}\n");
        Run pipeline = run("-Dqueue.port=" + port).awaitPrinted("becomes records");

        Run sender = run("--send", orders.toString(), "-Dqueue.port=" + port);

        assertThat(sender.exitCode()).as(sender.printed()).isZero();
        assertThat(sender.printed()).contains("at://" + account.did() + "/com.example.order/", "2 written, 0 rejected");
        pipeline.awaitPrinted("of orders is at://" + account.did());
        pipeline.process().destroy();
        // what an ended process says on Unix
        assertThat(pipeline.exitCode()).isIn(0, 143);
    }

    @Test
    void killedBeforeThePdsIsThereItKeepsTheMessages() throws Exception {
        Path orders = Files.writeString(folder.resolve("orders.jsonl"), "{\"number\": 1}\n");
        Run without = run("-Dqueue.port=" + port, "-Datproto.service=http://localhost:1").awaitPrinted("becomes records");
        Run sender = run("--send", orders.toString(), "-Dqueue.port=" + port);
        without.awaitPrinted("could not connect");
        without.process().destroyForcibly().waitFor();
        sender.process().destroyForcibly().waitFor();

        run("-Dqueue.port=" + port).awaitPrinted("of orders is at://" + account.did());
    }

    @Test
    void aMessageThatIsRejectedExitsWithOne() throws Exception {
        Path orders = Files.writeString(folder.resolve("orders.jsonl"), "no JSON\n");
        run("-Dqueue.port=" + port).awaitPrinted("becomes records");

        Run sender = run("--send", orders.toString(), "-Dqueue.port=" + port);

        assertThat(sender.exitCode()).isEqualTo(1);
        assertThat(sender.printed()).contains("message 1: rejected: The body is no JSON");
    }

    @Test
    void aBrokerThatIsNotThereIsToldAtOnce() throws Exception {
        Run run = run("-Dqueue.broker=tcp://localhost:" + port);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.printed())
                .startsWith("queue-pipeline: The broker tcp://localhost:" + port + " cannot be used: AMQ219007")
                .hasLineCount(1);
    }

    @Test
    void aSecondOneSaysThatTheFirstIsRunning() throws Exception {
        run("-Dqueue.port=" + port).awaitPrinted("becomes records");

        Run samePort = run("-Dqueue.port=" + port);
        assertThat(samePort.exitCode()).isEqualTo(1);
        assertThat(samePort.printed()).contains("queue-pipeline: Port " + port + " is in use");

        Run sameFolder = run("-Dqueue.port=0");
        assertThat(sameFolder.exitCode()).isEqualTo(1);
        assertThat(sameFolder.printed()).contains("queue-pipeline: The broker does not start on ");
    }

    @Test
    void wrongArgumentsAreRefused() throws Exception {
        assertThat(run("--twice").exitCode()).isEqualTo(2);
        assertThat(run("--demo", "--send", "file").exitCode()).isEqualTo(2);
        assertThat(run("--send").exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws Exception {
        Run run = run("--send", "none.jsonl");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.printed()).contains("none.jsonl");
    }

    private Run run(String... arguments) throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8", "-jar",
                Path.of("target", "queue-pipeline.jar").toAbsolutePath().toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("ATPROTO_SERVICE", pds.url().toString());
        builder.environment().put("ATPROTO_IDENTIFIER", account.handle());
        builder.environment().put("ATPROTO_PASSWORD", account.password());
        builder.environment().put("QUEUE_DATA", folder.resolve("data").toString());
        Process process = builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        started.add(process);
        return new Run(process, output);
    }
}
