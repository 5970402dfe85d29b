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
package io.github.camelatproto.examples.feedsync;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;

import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The quick start: a PDS in this process, and the example's feed kept in sync with an account on it. Everything it
 * writes lies in one folder.
 * <p>
 * System properties: {@code quickstart.once} (end after the first sync), {@code quickstart.port} (of the PDS and its
 * page; a free one where it is taken), {@code quickstart.folder} (of the example).
 */
public final class QuickStart {

    private static final String HANDLE = "newsroom.test";
    private static final String PASSWORD = "feed-sync-demo";
    private static final int FAILED = 1;

    private final Path feed;
    private final Path data;

    private QuickStart(Path folder) {
        feed = folder.resolve("feed.xml");
        data = folder.resolve("data");
    }

    /** Exits with 0, or 1 if anything failed. */
    public static void main(String[] arguments) {
        Path folder = Path.of(System.getProperty("quickstart.folder", ".")).toAbsolutePath().normalize();
        int exitCode;
        try {
            exitCode = new QuickStart(folder).run(Integer.getInteger("quickstart.port", 2583),
                    Boolean.getBoolean("quickstart.once"));
        } catch (IllegalStateException | IllegalArgumentException e) {
            // the PDS cannot start, and says itself why
            System.err.println("quick start: " + e.getMessage());
            exitCode = FAILED;
        } catch (Exception e) {
            System.err.println("quick start: " + Sync.reason(e));
            exitCode = FAILED;
        }
        System.exit(exitCode);
    }

    private int run(int port, boolean once) throws Exception {
        makeFolder();
        try (EmbeddedPds pds = EmbeddedPds.builder()
                .port(isFree(port) ? port : 0)
                .account(HANDLE, PASSWORD)
                .dataFile(data.resolve("pds"))
                .build()
                .start()) {
            String page = pds.url() + "/";
            System.out.println("A PDS to try things out with, and its page: " + page);
            System.out.println("Its account " + HANDLE + " follows the feed " + feed);
            Sync sync = new Sync(
                    Map.of(
                            "atproto.service", pds.url().toString(), "atproto.identifier", HANDLE,
                            "atproto.password", PASSWORD, "feed.url", feed.toUri().toString(), "feed.from", Sync.START,
                            "feed.initialEntries", "all",
                            "feed.deleteMissing", "true",
                            "feed.memory", "jdbc:h2:file:" + data.resolve("feed-memory")),
                    once
                            ? "Without -Dquickstart.once it goes on, and " + page + " shows the records."
                            : "See them at " + page + "  Edit and save the feed, and it follows. Ctrl-C ends it.")
                    .withoutEnvironment();
            if (once) {
                return sync.once() ? 0 : FAILED;
            }
            return sync.with(new WatchFeed(feed)).untilEnded();
        }
    }

    private void makeFolder() {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new IllegalStateException("The folder for its data cannot be made: " + e, e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Syncs at the start, and whenever the feed's file has changed, come or gone. */
    private static final class WatchFeed extends RouteBuilder {

        /** What the last sync saw; the timer's thread alone uses it. */
        private @Nullable Version seen;
        private final Path feed;

        private record Version(@Nullable FileTime modified, long size) {
        }

        WatchFeed(Path feed) {
            this.feed = feed;
        }

        @Override
        public void configure() {
            // a file endpoint would read the characters of the folder's path as those of a URI
            from("timer:watch-feed?delay=0&period=500")
                    .routeId("watch-feed")
                    .filter(exchange -> hasChanged())
                    .doTry()
                    .to(Sync.START)
                    .doCatch(Exception.class)
                    .log(LoggingLevel.ERROR, "${exception.message}")
                    .end();
        }

        private boolean hasChanged() {
            Version current = version();
            boolean changed = !current.equals(seen);
            seen = current;
            return changed;
        }

        private Version version() {
            try {
                BasicFileAttributes attributes = Files.readAttributes(feed, BasicFileAttributes.class);
                return new Version(attributes.lastModifiedTime(), attributes.size());
            } catch (IOException e) {
                return new Version(null, 0); // the sync tells what is wrong with it
            }
        }
    }
}
