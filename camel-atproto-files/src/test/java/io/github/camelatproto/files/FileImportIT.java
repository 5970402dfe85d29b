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
package io.github.camelatproto.files;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SimpleTypeConverter;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to a file, and to its import, while it runs. */
class FileImportIT {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path inbox;
    private final EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build().start();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final JdbcDataSource database = new JdbcDataSource();
    private final FileImport files = new FileImport(new ImportMemory(database), Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void start() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        context.start();
        files.setCollection("com.example.thing");
        files.setTo(atproto());
    }

    private String atproto() {
        return "atproto:applyWrites?atomic=false&onExisting=fail&identifier=news.test&password=secret&service=" + pds.url();
    }

    @AfterEach
    void stop() {
        context.stop();
        pds.close();
    }

    private Path file(int lines) throws IOException {
        return Files.writeString(
                inbox.resolve("things.jsonl"),
                IntStream.range(0, lines).mapToObj(n -> "{\"n\":" + n + "}\n").collect(Collectors.joining()));
    }

    private FileReport run(Path file) {
        return files.run(file.toFile(), new DefaultExchange(context));
    }

    /** Does something to the file before a part goes on to the PDS. */
    private void meanwhile(int part, Processor act) throws Exception {
        context.addRoutes(new RouteBuilder() {
            private int parts;

            @Override
            public void configure() {
                from("direct:meanwhile").process(exchange -> {
                    if (++parts == part) {
                        act.process(exchange);
                    }
                }).to(atproto());
            }
        });
        files.setTo("direct:meanwhile");
    }

    @Test
    void aFileThatHasGoneIsReportedAndNothingElse() {
        assertThat(run(inbox.resolve("gone.jsonl")).failure()).isEqualTo("it has gone before it was read");
    }

    @Test
    void aFileThatGoesWhileItIsReadIsWrittenUpToItsLastPartAndReported() throws Exception {
        Path file = file(900);
        meanwhile(2, exchange -> Files.delete(file));
        FileReport report = run(file);
        assertThat(report.failure()).isEqualTo("it cannot be read any further: it has gone while it was read");
        assertThat(report.written()).isEqualTo(800);
        assertThat(report.movedTo()).isNull();
    }

    @Test
    void aFileThatGrowsWhileItIsReadStaysAndItsRestFollows() throws Exception {
        Path file = file(900);
        meanwhile(2, exchange -> Files.writeString(file, "{\"n\":", StandardOpenOption.APPEND));
        FileReport first = run(file);
        assertThat(first.failure()).isEqualTo("it cannot be read any further: it has been written to while it was read");
        assertThat(first.movedTo()).isNull();

        Files.writeString(file, "900}\n", StandardOpenOption.APPEND);
        FileReport second = run(file);
        // its end is another, so it is another file of that name, whose begin is there already
        assertThat(second.toString()).startsWith("things.jsonl: 101 written, 800 unchanged, 0 failed");
    }

    @Test
    void whatIsNoTextOfItsEncodingIsNotGuessed() throws Exception {
        String text = "\uFEFF{\"n\":1}\n{\"text\":\"";
        Path file = inbox.resolve("half.jsonl");
        Files.write(file, text.getBytes(StandardCharsets.UTF_16LE));
        // half of a character
        Files.write(file, new byte[] { 0, (byte) 0xDC, 'x', 0, '"', 0, '}', 0, 'x' }, StandardOpenOption.APPEND);
        FileReport report = run(file);
        assertThat(report.failure()).startsWith("what comes after entry 0 is no text of its encoding");
        assertThat(report.movedTo()).isEqualTo(inbox.resolve("failed/half.jsonl"));
    }

    @Test
    void whenTheProgramEndsTheImportDoesTooAndGoesOnLater() throws Exception {
        Path file = file(20_000);
        ExecutorService other = Executors.newSingleThreadExecutor();
        meanwhile(3, exchange -> other.execute(context::stop));
        FileReport stopped = run(file);
        other.shutdown();
        assertThat(stopped.failure()).isNotNull();
        assertThat(stopped.failed()).isZero();
        assertThat(stopped.movedTo()).isNull();

        files.setTo(atproto());
        try (DefaultCamelContext next = new DefaultCamelContext()) {
            next.start();
            assertThat(files.run(file.toFile(), new DefaultExchange(next)).toString())
                    .startsWith("things.jsonl: 20000 written, 0 unchanged, 0 failed");
        }
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void aRouteThatImportsMayWriteThroughAnother() throws Exception {
        meanwhile(1, exchange -> {
            // nothing more than to go on
        });
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:file").bean(files, "run");
            }
        });
        FileReport report = context.createFluentProducerTemplate().to("direct:file").withBody(file(900).toFile())
                .request(FileReport.class);
        assertThat(report.toString()).startsWith("things.jsonl: 900 written, 0 unchanged, 0 failed");
    }

    @Test
    void aFileIsWrittenInTheContextOfItsMessageWhateverAnotherContextDoesMeanwhile() throws Exception {
        List<CamelContext> writers = new ArrayList<>();
        files.setTo("direct:write");
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            other.start();
            imports(context, writers);
            imports(other, writers);
            Path file = file(1);
            // while the arguments for this one's bean are put together
            context.getTypeConverterRegistry().addTypeConverter(
                    File.class, LateFile.class, new SimpleTypeConverter(false, (type, exchange, late) -> {
                        other.createFluentProducerTemplate().to("direct:file").withBody(file.toFile()).send();
                        return ((LateFile) late).path().toFile();
                    }));
            context.createFluentProducerTemplate().to("direct:file").withBody(new LateFile(file)).send();
            assertThat(writers).containsExactly(other, context);
        }
    }

    private record LateFile(Path path) {
    }

    private void imports(CamelContext here, List<CamelContext> writers) throws Exception {
        here.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:file").bean(files, "run");
                from("direct:write").process(exchange -> writers.add(exchange.getContext()));
            }
        });
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskStopsTheImportAndLosesNothing() throws Exception {
        Path file = Files.writeString(inbox.resolve("things.jsonl"), "{\"n\":1}\n{\"n\":1.5}\n{\"n\":2}\n");
        Path kept = Files.createDirectories(inbox.resolve("failed")).resolve("things.failed-20260102-030405.jsonl");
        Files.createSymbolicLink(kept, Path.of("/dev/full"));
        FileReport full = run(file);
        assertThat(full.failure()).startsWith("line 2 failed, and cannot be kept in " + kept).endsWith("Make room for it");
        assertThat(file).exists();

        Files.delete(kept);
        FileReport report = run(file);
        assertThat(report.toString()).startsWith("things.jsonl: 2 written, 0 unchanged, 1 failed");
        assertThat(kept).hasContent("{\"n\":1.5}\n");
    }

    @Test
    void aFileOfWhichAllIsWrittenIsMovedWhenItCanBe() throws Exception {
        Path file = file(3);
        Path done = inbox.resolve("done");
        meanwhile(1, exchange -> {
            Files.delete(done);
            Files.writeString(done, "in the way");
        });
        FileReport report = run(file);
        assertThat(report.written()).isEqualTo(3);
        assertThat(report.failure()).startsWith("it has been imported, but cannot be moved into " + done);

        Files.delete(done);
        assertThat(run(file).toString()).isEqualTo(
                "things.jsonl: 3 written, 0 unchanged, 0 failed in 0.0 s, now in " + done.resolve("things.jsonl"));
    }
}
