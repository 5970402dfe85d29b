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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;

/** Imports what is in a folder until it is done; until it is killed, that is. Dies with its parent. */
public final class FileMover {

    private FileMover() {
    }

    /** Takes the PDS, the folder of the memory, the inbox and the file to wait for. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(FileMover::dieWithParent, "parent");
        watch.setDaemon(true);
        watch.start();
        Path inbox = Path.of(args[2]);
        FileRoutes routes
                = new FileRoutes.Configuration(Path.of(args[1]), URI.create(args[0]), inbox, "report=log:import?plain=true")
                        .start();
        Awaitility.await().atMost(Duration.ofHours(1)).pollInterval(Duration.ofMillis(50))
                .until(() -> Files.exists(inbox.resolve("done").resolve(args[3])));
        // awaits the report too
        routes.close();
        System.exit(0);
    }

    /** It holds the other end of the standard input. */
    private static void dieWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
