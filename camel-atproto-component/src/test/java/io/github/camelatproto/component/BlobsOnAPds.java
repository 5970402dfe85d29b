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

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;

import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.component.session.MemorySessionStore;
import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.component.session.SessionStore;
import io.github.camelatproto.component.trial.FaultProxy;
import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Did;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.converter.stream.InputStreamCache;
import org.apache.camel.converter.stream.ReaderCache;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What atproto:uploadBlob does, and what becomes of the files, streams and byte arrays in records, on any PDS. */
abstract class BlobsOnAPds extends OnAPds {

    static final String UPLOAD = "com.atproto.repo.uploadBlob";
    static final byte[] TEXT = "hello, gr\u00fc\u00dfe".getBytes(StandardCharsets.UTF_8);
    static final byte[] PNG = Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
    private static final String THING = "com.example.thing";
    private static final int MOST_BYTES = 5 * 1024 * 1024;

    @TempDir
    private Path folder;
    private final SessionStore store = new MemorySessionStore();
    private FaultProxy proxy;

    BlobsOnAPds(PdsUnderTest pds) {
        super(pds);
    }

    @BeforeEach
    void startProxy() throws Exception {
        proxy = new FaultProxy(pds.url());
        camel.context().getRegistry().bind("store", store);
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    private String uri(String operation, String options) {
        return CamelRunner.uri(operation, proxy.url(), account,
                "sessionStore=#store" + (options.isEmpty() ? "" : "&" + options));
    }

    private Map<String, Object> upload(Object body) {
        return camel.output(uri("uploadBlob", ""), body);
    }

    private String type(Object body, Map<String, Object> headers) {
        Exchange exchange = camel.send(uri("uploadBlob", ""), body, headers);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(Map.class).get("mimeType").toString();
    }

    private Path file(String name, byte[] content) throws Exception {
        return Files.write(folder.resolve(name), content);
    }

    private int uploads() {
        return proxy.calls(UPLOAD).size();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> value(Object uri) {
        String[] parts = uri.toString().substring("at://".length()).split("/", -1);
        Map<String, Object> read = camel.output("atproto:getRecord?service=" + pds.url() + "&repo=" + parts[0] + "&collection="
                                                + parts[1] + "&rkey=" + parts[2],
                null);
        return (Map<String, Object>) read.get("value");
    }

    private static Map<String, Object> reference(byte[] content, String type) {
        return Map.of("$type", "blob", "ref", Map.of("$link", Cid.ofRaw(content).toString()), "mimeType", type, "size",
                content.length);
    }

    private static Map<String, Object> post(Object... images) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Object image : images) {
            list.add(Map.of("image", image, "alt", "a dot"));
        }
        return Map.of("text", "hello", "createdAt", "2026-11-22T10:00:00.000Z", "embed",
                Map.of("$type", "app.bsky.embed.images", "images", list));
    }

    @Test
    void theBodyBecomesTheReferenceThatRecordsHold() {
        Exchange exchange = camel.send(uri("uploadBlob", ""), PNG);

        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of(
                "$type", "blob", "ref", Map.of("$link", Cid.ofRaw(PNG).toString()), "mimeType", "image/png", "size",
                (long) PNG.length));
        assertThat(exchange.getMessage().getHeader(AtprotoConstants.CID)).isEqualTo(Cid.ofRaw(PNG).toString());
    }

    @Test
    void theReferenceIsTakenByTheNextStepsRecord() {
        Map<String, Object> reference = upload(PNG);

        Map<String, Object> written = camel.output(uri("createRecord", "collection=app.bsky.feed.post"), post(reference));

        assertThat(written).containsEntry("validationStatus", "valid");
        assertThat(value(written.get("uri")).toString()).contains(Cid.ofRaw(PNG).toString());
        assertThat(Blob.ofMap(reference).size()).isEqualTo(PNG.length);
    }

    @Test
    void bytesFilesStreamsAndTextAreBlobs() throws Exception {
        Path file = file("hello.txt", TEXT);
        String text = new String(TEXT, StandardCharsets.UTF_8);
        for (Object body : List.of(
                TEXT, text, file, file.toFile(), new ByteArrayInputStream(TEXT), new StringReader(text),
                new InputStreamCache(TEXT), new ReaderCache(text), new DataHandler(new FileDataSource(file.toFile())))) {
            assertThat(upload(body)).as(body.getClass().getName())
                    .containsEntry("ref", Map.of("$link", Cid.ofRaw(TEXT).toString()))
                    .containsEntry("mimeType", "text/plain").containsEntry("size", (long) TEXT.length);
        }
    }

    @Test
    void aFileMessageIsABlob() throws Exception {
        file("notes.csv", TEXT);
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + folder + "?noop=true&initialDelay=0").to(uri("uploadBlob", "")).to("seda:done");
            }
        });

        Exchange done = camel.context().createConsumerTemplate().receive("seda:done", 30_000);

        assertThat(done.getMessage().getBody()).isEqualTo(Map.of(
                "$type", "blob", "ref", Map.of("$link", Cid.ofRaw(TEXT).toString()), "mimeType", "text/csv", "size",
                (long) TEXT.length));
    }

    @ParameterizedTest
    @CsvSource({ "text/vtt,text/vtt", "text/vtt; charset=utf-8,text/vtt", "application/x-thing,application/x-thing" })
    void theContentTypeOfTheMessageIsThatOfTheBlob(String header, String type) {
        assertThat(type(TEXT, Map.of(Exchange.CONTENT_TYPE, header))).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "junk", "image/*", "*/*" })
    void aContentTypeThatIsNoneIsRefused(String header) {
        assertThat(camel.send(uri("uploadBlob", ""), TEXT, Map.of(Exchange.CONTENT_TYPE, header)).getException())
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("Content-Type")
                .hasMessageContaining("image/png");
    }

    @Test
    void withoutAContentTypeTheBytesAndTheNameSayIt() throws Exception {
        assertThat(type(PNG, Map.of())).isEqualTo("image/png");
        assertThat(type("a,b\n1,2\n", Map.of(Exchange.FILE_NAME, "in/numbers.csv"))).isEqualTo("text/csv");
        assertThat(type(file("track.vtt", TEXT), Map.of())).isEqualTo("text/vtt");
        assertThat(type(new byte[] { 1, 2, 3 }, Map.of())).isEqualTo("application/octet-stream");
    }

    @Test
    void whatThePdsSaysThatItDoesNotTakeIsNotSent() throws Exception {
        assertThat(upload(file("most.bin", new byte[MOST_BYTES]))).containsEntry("size", (long) MOST_BYTES);
        int before = uploads();

        Exchange exchange = camel.send(uri("uploadBlob", ""), file("large.bin", new byte[MOST_BYTES + 1]));

        assertThat(exchange.getException()).isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining(pds.saysItsBlobLimit() ? "at most " + MOST_BYTES : "413 PayloadTooLarge")
                .hasMessageContaining(account.did());
        assertThat(uploads()).isEqualTo(pds.saysItsBlobLimit() ? before : before + 1);
    }

    @Test
    void maxBlobSizeIsCheckedBeforeAnythingIsSent() {
        for (Object body : List.of(PNG, new ByteArrayInputStream(PNG))) {
            assertThat(camel.send(uri("uploadBlob", "maxBlobSize=10"), body).getException())
                    .isInstanceOf(PayloadTooLargeException.class).hasMessageContaining("maxBlobSize")
                    .hasMessageContaining("10 b");
        }
        assertThat(uploads()).isZero();
    }

    @Test
    void whatThePdsRefusesForItsSizeIsTooLarge() throws Exception {
        Path large = file("large.bin", new byte[2 * MOST_BYTES]);
        String direct = CamelRunner.uri("uploadBlob", pds.url(), account, "maxBlobSize=100000000");

        assertThat(camel.send(direct, large).getException()).isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("413");
    }

    @Test
    void aBlobWithoutBytesIsRefused() throws Exception {
        for (Object body : List.of(
                new byte[0], "", file("empty", new byte[0]), new ByteArrayInputStream(new byte[0]),
                new InputStreamCache(new byte[0]))) {
            assertThat(camel.send(uri("uploadBlob", ""), body).getException()).as(body.getClass().getName())
                    .isInstanceOf(InvalidInputException.class).hasMessageContaining("empty");
        }
        assertThat(camel.send(uri("uploadBlob", ""), null).getException()).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aBodyOfAnotherClassIsNamed() {
        assertThat(camel.send(uri("uploadBlob", ""), Map.of("a", 1)).getException())
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("Map").hasMessageContaining("byte[]");
    }

    @Test
    void anExpiredTokenIsRenewedAndTheSameBytesAreSentAgain() throws Exception {
        Session expired = pds.expiredSession(account);
        for (Object body : List.of(PNG, file("dot.png", PNG), new ByteArrayInputStream(PNG), new InputStreamCache(PNG))) {
            store.save(account.handle() + " " + proxy.url(),
                    new Session(
                            Did.parse(account.did()), account.handle(), proxy.url(), expired.accessJwt(),
                            expired.refreshJwt()));
            DefaultCamelContext context = new DefaultCamelContext();
            context.getRegistry().bind("store", store);
            int before = uploads();
            try (CamelRunner started = CamelRunner.start(context)) {
                assertThat(started.output(uri("uploadBlob", ""), body)).containsEntry("size", (long) PNG.length);
            }
            assertThat(uploads() - before).isEqualTo(2);
        }
    }

    @Test
    void aFileInAPostIsUploadedAndReferredTo() throws Exception {
        Map<String, Object> written = camel.output(
                uri("createRecord", "collection=app.bsky.feed.post"),
                post(file("one.png", PNG), file("two.png", PNG).toFile(), new ByteArrayInputStream(PNG), PNG));

        assertThat(written).containsEntry("validationStatus", "valid");
        assertThat(value(written.get("uri"))).usingRecursiveComparison().ignoringFields("$type")
                .isEqualTo(post(
                        reference(PNG, "image/png"), reference(PNG, "image/png"), reference(PNG, "image/png"),
                        reference(PNG, "image/png")));
    }

    @Test
    void theSameFileTwiceIsUploadedOnce() throws Exception {
        Path file = file("dot.png", PNG);

        camel.output(uri("createRecord", "collection=app.bsky.feed.post"), post(file, file));

        assertThat(uploads()).isEqualTo(1);
    }

    @Test
    void inAnUnknownLexiconFilesAndStreamsAreBlobsAndByteArraysAreBytes() throws Exception {
        Map<String, Object> record = Map.of("deep", List.of(Map.of("file", file("dot.png", PNG))), "raw", new byte[] { 1, 2 });

        Map<String, Object> written = camel.output(uri("putRecord", "rkey=here&collection=" + THING), record);

        assertThat(value(written.get("uri"))).containsEntry("deep", List.of(Map.of("file", reference(PNG, "image/png"))))
                .containsEntry("raw", Map.of("$bytes", "AQI"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void theRecordsOfAListMayHoldFiles(boolean atomic) throws Exception {
        List<Map<String, Object>> list = List.of(
                Map.of("n", 1, "file", file("dot.png", PNG)),
                Map.of("n", 2),
                Map.of("$type", "com.atproto.repo.applyWrites#create", "collection", "app.bsky.feed.post", "rkey",
                        "3jzfcijpj2z2a", "value", post(PNG)),
                Map.of("$type", "com.atproto.repo.applyWrites#create", "collection", THING, "rkey", "text", "value",
                        Map.of("n", 4, "file", new ByteArrayInputStream(TEXT))));

        Exchange exchange = camel.send(uri("applyWrites", "atomic=" + atomic + "&collection=" + THING), list);

        assertThat(exchange.getException()).isNull();
        List<?> results = (List<?>) exchange.getMessage().getBody(Map.class).get("results");
        assertThat(results).hasSize(4);
        assertThat(results).extracting(result -> value(((Map<?, ?>) result).get("uri")).toString())
                .satisfiesExactly(
                        first -> assertThat(first).contains("n=1", Cid.ofRaw(PNG).toString()),
                        second -> assertThat(second).contains("n=2"),
                        third -> assertThat(third).contains("a dot", Cid.ofRaw(PNG).toString()),
                        fourth -> assertThat(fourth).contains("n=4", Cid.ofRaw(TEXT).toString()));
    }

    @Test
    void aFailureNamesThePlaceInTheRecord() {
        assertThat(camel.send(uri("createRecord", "collection=app.bsky.feed.post"), post(PNG, folder.resolve("none.png")))
                .getException())
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("$.record.embed.images[1].image")
                .hasMessageContaining("none.png");
    }

    @Test
    void inAListOnlyTheItemWhoseBlobFailsFails() throws Exception {
        List<Map<String, Object>> list
                = List.of(Map.of("file", folder.resolve("none.png")), Map.of("file", file("dot.png", PNG)));

        Exchange exchange = camel.send(uri("applyWrites", "atomic=false&collection=" + THING), list);

        assertThat(exchange.getException(PartialWriteException.class).getOutcomes())
                .satisfiesExactly(
                        failed -> assertThat(failed.error()).isInstanceOf(InvalidInputException.class)
                                .hasMessageContaining("$.writes[0].file"),
                        written -> assertThat(written.isPresent()).isTrue());
    }
}
