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
package io.github.camelatproto.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.pds.Fault;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Long lists with {@code atomic=false}, against the embedded PDS. */
class StreamedListIT {

    private static final String APPLY_WRITES = "com.atproto.repo.applyWrites";
    private static final int LINES = 5_000;

    @TempDir
    private Path folder;
    private AliceOnEmbeddedPds alice;

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds();
    }

    @AfterEach
    void stop() {
        alice.close();
    }

    private static String line(int n) {
        return "{\"n\":" + n + "}\n";
    }

    /**
     * Makes its lines when they are asked for, byte by byte, and knows how far it is ahead of what has been written.
     */
    private static final class Lines extends InputStream {

        private final DoubleSupplier written;
        private int made;
        private double ahead;
        private byte[] line = {};
        private int at;

        Lines(DoubleSupplier written) {
            this.written = written;
        }

        @Override
        public int read() {
            if (at == line.length) {
                if (made == LINES) {
                    return -1;
                }
                line = line(made++).getBytes(StandardCharsets.UTF_8);
                ahead = Math.max(ahead, made - written.getAsDouble());
                at = 0;
            }
            return line[at++];
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            int next = read();
            if (next < 0) {
                return -1;
            }
            buffer[from] = (byte) next;
            return 1;
        }
    }

    @Test
    void fiveThousandLinesAreWrittenAsTheyComeAndAFewAreReadAhead() throws Exception {
        MeterRegistry meters = new SimpleMeterRegistry();
        alice.camel.context().getRegistry().bind("metricsRegistry", meters);
        Lines lines = new Lines(() -> {
            DistributionSummary writes = meters.find("camel.atproto.commit.writes").summary();
            return writes == null ? 0 : writes.totalAmount();
        });
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lines").streamCache(false).to(alice.uri("applyWrites", "atomic=false"));
            }
        });

        Exchange exchange = alice.camel.send("direct:lines", lines);

        assertThat(exchange.getException()).isNull();
        assertThat(outcomes(exchange)).hasSize(LINES).allMatch(WriteOutcome::isPresent);
        assertThat(outcomes(exchange)).extracting(WriteOutcome::uri).doesNotHaveDuplicates();
        assertThat(alice.count()).isEqualTo(LINES);
        assertThat(lines.ahead).as("lines read ahead of what was written").isBetween(1.0, 400.0);
    }

    @SuppressWarnings("unchecked")
    private static List<WriteOutcome> outcomes(Exchange exchange) {
        return exchange.getMessage().getHeader(AtprotoConstants.OUTCOMES, List.class);
    }

    @Test
    void aFileOfLinesIsWrittenAndItsBrokenLineFailsAlone() throws IOException {
        Path file = folder.resolve("lines.jsonl");
        Files.writeString(file, IntStream.range(0, 1_000).mapToObj(n -> n == 500 ? "{\"n\":\n" : line(n))
                .collect(Collectors.joining()));

        Exchange exchange = alice.camel.send(alice.uri("applyWrites", "atomic=false"), file.toFile());

        PartialWriteException partial = exchange.getException(PartialWriteException.class);
        assertThat(partial.getOutcomes()).hasSize(1_000);
        assertThat(partial.getOutcomes()).filteredOn(outcome -> !outcome.isPresent()).singleElement()
                .satisfies(outcome -> assertThat(outcome.error()).hasMessageContaining("line 501"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void aRedeliverySendsWhatIsAbsentWhetherTheStreamIsCachedOrNot(boolean cached) throws Exception {
        Lines lines = new Lines(() -> 0);
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                onException(PartialWriteException.class).maximumRedeliveries(3).redeliveryDelay(0);
                from("direct:lines").streamCache(cached).to(alice.uri("applyWrites", "atomic=false"));
            }
        });
        Fault none = Fault.delay(Duration.ZERO);
        alice.pds.faults().next(APPLY_WRITES, none, none, none, Fault.refuse(403, "AccountTakedown", "not now"));

        Exchange exchange = alice.camel.send("direct:lines", lines);

        assertThat(exchange.getException()).isNull();
        assertThat(outcomes(exchange)).hasSize(LINES).allMatch(WriteOutcome::isPresent);
        assertThat(outcomes(exchange)).extracting(WriteOutcome::uri).doesNotHaveDuplicates();
        assertThat(outcomes(exchange)).extracting(WriteOutcome::status)
                .contains(WriteOutcome.Status.EXISTING, WriteOutcome.Status.WRITTEN);
        assertThat(alice.count()).isEqualTo(LINES);
    }
}
