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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A blob of 50 MB is uploaded by a process that has not so much memory in all. */
class UploadInLittleMemoryIT {

    private static final int BYTES = 50_000_000;

    @TempDir
    private Path folder;

    /** The process. */
    static final class Uploader {

        private Uploader() {
        }

        /** Uploads a file, or the stream of one, or a record that holds one, and prints what it becomes. */
        public static void main(String[] args) throws Exception {
            Path file = Path.of(args[2]);
            DefaultCamelContext context = new DefaultCamelContext();
            // a stream goes through a file of Camel's
            context.getStreamCachingStrategy().setSpoolEnabled(true);
            String account = "?service=" + args[1] + "&identifier=alice.test&password=secret&collection=com.example.thing";
            try (CamelRunner camel = CamelRunner.start(context);
                 InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
                Exchange done = switch (args[0]) {
                    case "file" -> camel.send("atproto:uploadBlob" + account, file);
                    case "stream" -> camel.send("atproto:uploadBlob" + account, stream);
                    default -> camel.send("atproto:createRecord" + account, Map.of("file", stream));
                };
                if (done.getException() != null) {
                    throw done.getException();
                }
                System.out.println(done.getMessage().getBody());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "file", "stream", "record" })
    void asAFileAStreamAndInARecord(String kind) throws Exception {
        byte[] content = new byte[BYTES];
        new Random(50).nextBytes(content);
        Path file = Files.write(folder.resolve("large.bin"), content);
        Path log = folder.resolve("log.txt");
        try (EmbeddedPds pds
                = EmbeddedPds.builder().account("alice.test", "secret").blobUploadLimit(BYTES).build().start()) {
            Process process = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx40m", "-XX:+UseSerialGC",
                    "-cp", System.getProperty("java.class.path"), Uploader.class.getName(), kind, pds.url().toString(),
                    file.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
            try {
                assertThat(process.waitFor()).as(() -> read(log)).isZero();
            } finally {
                process.destroyForcibly();
            }
            assertThat(read(log)).contains(kind.equals("record") ? "at://did:plc:" : Cid.ofRaw(content).toString());
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
