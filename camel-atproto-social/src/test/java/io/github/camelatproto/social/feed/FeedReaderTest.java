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
package io.github.camelatproto.social.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpServer;
import io.github.camelatproto.social.web.WebVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.social.feed.Documents.item;
import static io.github.camelatproto.social.feed.Documents.rss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FeedReaderTest {

    private static final String FEED = rss(item("<title>t</title>"));

    @TempDir
    Path folder;
    private HttpServer server;
    private @Nullable ServerSocket raw;
    private String site;

    /** What a server says. */
    private interface Answer {
        void to(OutputStream client) throws IOException, InterruptedException;
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site = "http://localhost:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.stop(0);
        if (raw != null) {
            raw.close();
        }
    }

    @Test
    void aFileIsRead() throws Exception {
        Path file = Files.writeString(folder.resolve("feed.xml"), FEED);
        assertThat(new FeedReader(file.toUri().toString()).read().entries()).hasSize(1);
        assertThat(new FeedReader("file:" + file).read().entries()).hasSize(1);
    }

    @Test
    void aResourceOfTheClassPathIsRead() {
        assertThat(new FeedReader("classpath:one-entry.xml").read().entries()).hasSize(1);
        assertThat(new FeedReader("classpath:/one-entry.xml").read().entries()).hasSize(1);
    }

    @Test
    void aWebAddressIsRead() {
        serve("/feed.xml", 200, FEED.getBytes(StandardCharsets.UTF_8));
        assertThat(new FeedReader(site + "/feed.xml?key=1").read().entries()).hasSize(1);
    }

    @Test
    void aFeedThatHasNotChangedIsNotReadAgain() {
        server.createContext("/feed.xml", exchange -> {
            boolean isKnown = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                    && "then".equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
            exchange.getResponseHeaders().set("Last-Modified", "then");
            byte[] content = FEED.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isKnown ? 304 : 200, isKnown ? -1 : content.length);
            if (!isKnown) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        FeedReader reader = new FeedReader(site + "/feed.xml");

        Feed first = reader.read();

        assertThat(first.version()).isEqualTo(new WebVersion("\"v1\"", "then"));
        assertThat(reader.read(first.version())).isNull();
        assertThat(reader.read(new WebVersion("\"v0\"", null)).entries()).hasSize(1);
    }

    @Test
    void aFeedThatIsPackedIsUnpackedWithinTheLimit() throws Exception {
        for (int size : new int[] { 1, 60_000_000 }) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(FEED.getBytes(StandardCharsets.UTF_8));
                gzip.write(" ".repeat(size).getBytes(StandardCharsets.UTF_8));
            }
            server.createContext("/" + size, exchange -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, packed.size());
                exchange.getResponseBody().write(packed.toByteArray());
                exchange.close();
            });
        }
        assertThat(new FeedReader(site + "/1").read().entries()).hasSize(1);
        assertThatThrownBy(() -> new FeedReader(site + "/60000000").read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("larger than 5 MB");
    }

    @Test
    void aRedirectOnTheNamedHostIsFollowed() {
        serve("/feed.xml", 200, FEED.getBytes(StandardCharsets.UTF_8));
        redirect("/old", "/feed.xml");
        assertThat(new FeedReader(site + "/old").read().entries()).hasSize(1);
    }

    @Test
    void aRedirectToThisMachineIsRefused() {
        serve("/feed.xml", 200, FEED.getBytes(StandardCharsets.UTF_8));
        // the configured host is called localhost here, and the one it redirects to is not
        redirect("/old", "http://127.0.0.1:" + server.getAddress().getPort() + "/feed.xml");
        assertThatThrownBy(() -> new FeedReader(site + "/old").read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("leads to 127.0.0.1");
    }

    @Test
    void aCircleOfRedirectsEnds() {
        redirect("/a", "/b");
        redirect("/b", "/a");
        assertThatThrownBy(() -> new FeedReader(site + "/a").read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("redirect");
    }

    @Test
    void aStatusOtherThan200IsNamed() {
        assertThatThrownBy(() -> new FeedReader(site + "/none?key=secret").read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("404").hasMessageNotContaining("secret");
    }

    @Test
    void aFeedOfMoreThan5MegabytesIsRefused() {
        byte[] large = new byte[FeedReader.MAX_BYTES + 1];
        Arrays.fill(large, (byte) ' ');
        serve("/feed.xml", 200, large);
        assertThatThrownBy(() -> new FeedReader(site + "/feed.xml").read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("larger than 5 MB");
    }

    @Test
    void aHeaderLineOfMoreThan16384CharactersIsRefused() throws Exception {
        serveHeaders("X-Long: " + "a".repeat(17_000) + "\r\n");
        assertThatThrownBy(() -> new FeedReader(site + "/feed.xml").read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("cannot be reached").hasMessageContaining("line length");
    }

    @Test
    void moreThan200HeadersAreRefused() throws Exception {
        serveHeaders("X-Many: a\r\n".repeat(201));
        assertThatThrownBy(() -> new FeedReader(site + "/feed.xml").read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("cannot be reached").hasMessageContaining("header count");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void headersThatComeByteByByteEndWithTheTimeForTheWholeCall() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        listen(out -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nX-Slow: "));
            while (!end.await(20, TimeUnit.MILLISECONDS)) {
                out.write('a');
                out.flush();
            }
        });
        assertThatThrownBy(() -> new FeedReader(site + "/feed.xml", Duration.ofSeconds(1)).read())
                .isInstanceOf(FeedException.class).hasMessageContaining("it was not there within 1 seconds");
        end.countDown();
    }

    @Test
    void anAddressWhereNothingIsIsNamed() {
        assertThatThrownBy(() -> new FeedReader("file:" + folder.resolve("none.xml")).read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("none.xml").hasMessageContaining("check the address");
        assertThatThrownBy(() -> new FeedReader("classpath:none.xml").read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("none.xml is not on the class path");
        server.stop(0);
        assertThatThrownBy(() -> new FeedReader(site + "/feed.xml").read()).isInstanceOf(FeedException.class)
                .hasMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "ftp://example.com/feed", "feed.xml", "", "http://", "https://a b/", "https://me:pw@example.com/" })
    void anAddressOfAnotherKindIsRefusedAtTheStart(String address) {
        assertThatThrownBy(() -> new FeedReader(address)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("feed.url").hasMessageNotContaining("pw");
    }

    private void serve(String path, int status, byte[] content) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
    }

    /** Serves the feed with these lines among its headers. */
    private void serveHeaders(String lines) throws IOException {
        listen(out -> out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: " + FEED.length() + "\r\n" + lines + "\r\n" + FEED)));
    }

    /** Answers the next request with what a server that knows HTTP would not say. */
    private void listen(Answer answer) throws IOException {
        raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        site = "http://localhost:" + raw.getLocalPort();
        Thread thread = new Thread(() -> {
            try (Socket socket = raw.accept()) {
                answer.to(socket.getOutputStream());
                // what comes is read, since a reset could overtake the answer
                socket.getInputStream().readAllBytes();
            } catch (IOException | InterruptedException e) {
                // the client has had enough
            }
        }, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void redirect(String path, String location) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }
}
