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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.RateLimitExceededException;
import io.github.camelatproto.component.exception.XrpcException;
import io.github.camelatproto.component.trial.FaultProxy;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.Fault;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.component.BlobsOnAPds.PNG;
import static io.github.camelatproto.component.BlobsOnAPds.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;

/** What can go wrong with an upload, at the PDS, on the way and with the bytes themselves. */
class BlobFaultsTest {

    private static final String CREATE = "com.atproto.repo.createRecord";
    private static final Map<String, Object> REFERENCE = Map.of("$link", Cid.ofRaw(PNG).toString());

    private AliceOnEmbeddedPds alice;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds();
        proxy = new FaultProxy(alice.pds.url());
    }

    @AfterEach
    void stop() {
        alice.close();
        proxy.close();
    }

    private String uri(String operation, String options) {
        return alice.uri(operation, options).replace(alice.pds.url().toString(), proxy.url().toString());
    }

    private Exchange upload(Object body, String options) {
        return alice.camel.send(uri("uploadBlob", options), body);
    }

    private int calls(String nsid) {
        return proxy.calls(nsid).size();
    }

    /** A route that delivers its step again when it fails. */
    private Exchange deliveredAgain(String uri, Object body) throws Exception {
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(0));
                from("direct:again").streamCache(false).to(uri);
            }
        });
        return alice.camel.send("direct:again", body);
    }

    /** A stream with a gap, behind which it goes on. */
    private static InputStream breaking() {
        InputStream gap = new InputStream() {
            private boolean isOver;

            @Override
            public int read() throws IOException {
                if (isOver) {
                    return -1;
                }
                isOver = true;
                throw new IOException("the cable was pulled");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(
                Collections.enumeration(
                        List.of(new ByteArrayInputStream(PNG), gap, new ByteArrayInputStream(PNG))));
    }

    @Test
    void whateverPassesIsSentAgainFromTheBegin() {
        alice.pds.faults().next(UPLOAD, Fault.dropBeforeCommit(), Fault.dropAfterCommit(), Fault.halfAnswer(),
                Fault.refuse(503, "NotEnoughResources", "busy"), Fault.html(502, "<html>gateway</html>"), Fault.expireToken());

        Exchange exchange = upload(new ByteArrayInputStream(PNG), "");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(Map.class).get("ref")).isEqualTo(REFERENCE);
        assertThat(calls(UPLOAD)).isEqualTo(7);
    }

    @Test
    void aCallerThatWaitsUploadsAsWell() {
        alice.pds.faults().next(UPLOAD, Fault.dropBeforeCommit(), Fault.expireToken());

        Exchange blob = upload(new ByteArrayInputStream(PNG), "synchronous=true");
        Exchange record = alice.camel.send(
                uri("createRecord", "rkey=here&synchronous=true"), Map.of("file", new ByteArrayInputStream(PNG)));

        assertThat(blob.getMessage().getBody(Map.class).get("ref")).isEqualTo(REFERENCE);
        assertThat(record.getException()).isNull();
        assertThat(alice.value("here").toString()).contains(Cid.ofRaw(PNG).toString());
    }

    @Test
    void anInternalErrorIsGivenUpWhenItComesTwice() {
        alice.pds.faults().always(UPLOAD, Fault.refuse(500, "InternalServerError", "Internal Server Error"));

        Exchange exchange = upload(PNG, "");

        assertThat(exchange.getException(XrpcException.class).getStatus()).isEqualTo(500);
        assertThat(exchange.getException()).hasMessageContaining("uploadBlob").hasMessageContaining("at://did:plc:");
        assertThat(calls(UPLOAD)).isEqualTo(2);
    }

    @Test
    void aPdsThatIsAwayIsTriedUntilTheDeliveryTimeout() {
        alice.pds.faults().always(UPLOAD, Fault.dropBeforeCommit());

        assertThat(upload(PNG, "deliveryTimeout=1000").getException()).isInstanceOf(PdsUnreachableException.class)
                .hasMessageContaining("at://did:plc:").hasMessageContaining(PNG.length + " bytes");
        assertThat(calls(UPLOAD)).isGreaterThan(1);
    }

    @Test
    void aRateLimitFailsTheMessageAtOnce() {
        alice.pds.faults().always(UPLOAD, Fault.refuse(429, "RateLimitExceeded", "Rate Limit Exceeded"));

        assertThat(upload(PNG, "").getException()).isInstanceOf(RateLimitExceededException.class);
        assertThat(calls(UPLOAD)).isEqualTo(1);
    }

    @Test
    void aStreamThatCanBeReadOnceIsWholeAgainForARedelivery() throws Exception {
        Fault broken = Fault.refuse(400, "InvalidRequest", "not now");
        alice.pds.faults().next(UPLOAD, broken, broken);

        Exchange exchange = deliveredAgain(uri("uploadBlob", ""), new ByteArrayInputStream(PNG));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(Map.class).get("ref")).isEqualTo(REFERENCE);
        assertThat(calls(UPLOAD)).isEqualTo(3);
    }

    @Test
    void aRedeliveryUploadsNothingWhoseReferenceIsKnown() throws Exception {
        alice.pds.faults().next(CREATE, Fault.refuse(400, "InvalidRequest", "not now"));

        Exchange exchange = deliveredAgain(
                uri("createRecord", "rkey=here"), Map.of("file", new ByteArrayInputStream(PNG)));

        assertThat(exchange.getException()).isNull();
        assertThat(alice.value("here").toString()).contains(Cid.ofRaw(PNG).toString());
        assertThat(calls(CREATE)).isEqualTo(2);
        assertThat(calls(UPLOAD)).isEqualTo(1);
    }

    @Test
    void aStreamInARecordIsWholeAgainForARedelivery() throws Exception {
        alice.pds.faults().next(UPLOAD, Fault.refuse(400, "InvalidRequest", "not now"));

        Exchange exchange = deliveredAgain(
                uri("createRecord", "rkey=here"), Map.of("file", new ByteArrayInputStream(PNG)));

        assertThat(exchange.getException()).isNull();
        assertThat(alice.value("here").toString()).contains(Cid.ofRaw(PNG).toString());
    }

    @Test
    void aListThatIsDeliveredAgainSendsTheItemWhoseUploadFailed() throws Exception {
        alice.pds.faults().next(UPLOAD, Fault.refuse(400, "InvalidRequest", "not now"));

        Exchange exchange = deliveredAgain(
                uri("applyWrites", "atomic=false"),
                List.of(Map.of("n", 1), Map.of("file", new ByteArrayInputStream(PNG)), Map.of("n", 3)).iterator());

        assertThat(exchange.getException()).isNull();
        assertThat(alice.count()).isEqualTo(3);
    }

    @Test
    void aTokenThatExpiresBetweenUploadAndWriteIsRenewed() {
        alice.pds.faults().next(UPLOAD, Fault.expireToken());
        alice.pds.faults().next(CREATE, Fault.expireToken());

        Exchange exchange = alice.camel.send(uri("createRecord", "rkey=here"), Map.of("file", new ByteArrayInputStream(PNG)));

        assertThat(exchange.getException()).isNull();
        assertThat(alice.value("here").toString()).contains(Cid.ofRaw(PNG).toString());
    }

    @Test
    void whatWasKeptOnDiskIsGoneWithTheExchange(@TempDir Path folder) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getStreamCachingStrategy().setSpoolEnabled(true);
        context.getStreamCachingStrategy().setSpoolThreshold(10);
        context.getStreamCachingStrategy().setSpoolDirectory(folder.toFile());
        RouteBuilder route = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:spooled").streamCache(false).to(uri("uploadBlob", "")).process(
                        exchange -> exchange.setProperty("kept", folder.toFile().list().length));
            }
        };
        try (CamelRunner camel = CamelRunner.start(context, route)) {
            Exchange exchange = camel.send("direct:spooled", new ByteArrayInputStream(PNG));

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getProperty("kept")).isEqualTo(1);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aStreamThatBreaksIsNotSentAndNotGoneOnWith() throws Exception {
        Exchange exchange = deliveredAgain(uri("uploadBlob", ""), breaking());

        assertThat(exchange.getException()).isInstanceOf(InvalidInputException.class).hasMessageContaining("cable")
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(calls(UPLOAD)).isZero();
    }

    @Test
    void aStreamInARecordThatBreaksIsNamedAndNotGoneOnWith() throws Exception {
        Exchange exchange = deliveredAgain(uri("createRecord", ""), Map.of("deep", Map.of("file", breaking())));

        assertThat(exchange.getException()).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("$.record.deep.file").hasMessageContaining("cable");
        assertThat(calls(UPLOAD) + calls(CREATE)).isZero();
    }

    /** What Camel has kept may break as well: on a disk that fails, or because somebody has deleted its file. */
    private static final class BreakingCache extends InputStream implements StreamCache {

        private static final int LENGTH = 4_000_000;

        private final int end;
        private int at;

        BreakingCache(int end) {
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            return read(new byte[1], 0, 1) - 1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (at == end) {
                throw new IOException("the disk has failed");
            }
            int count = Math.min(length, end - at);
            at += count;
            return count;
        }

        @Override
        public void reset() {
            at = 0;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            transferTo(out);
        }

        @Override
        public StreamCache copy(Exchange exchange) {
            return this;
        }

        @Override
        public boolean inMemory() {
            return false;
        }

        @Override
        public long length() {
            return LENGTH;
        }

        @Override
        public long position() {
            return at;
        }
    }

    @Test
    void bytesThatBreakOffWhileTheyAreSentMakeNoBlob() {
        Exchange exchange = alice.camel.send(alice.uri("uploadBlob", ""), new BreakingCache(BreakingCache.LENGTH / 2));

        assertThat(exchange.getException()).isInstanceOf(InvalidInputException.class).hasMessageContaining("disk")
                .hasRootCauseMessage("the disk has failed");
    }

    @ParameterizedTest
    @ValueSource(strings = { "createRecord", "applyWrites" })
    void aByteArrayInPlaceOfABlobThatARebaseComputesIsRefusedWithAdvice(String operation) throws Exception {
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:computed").setBody(exchange -> Map.of(
                        "$type", "app.bsky.actor.profile", "avatar", PNG));
            }
        });
        String uri = uri(operation, "rkey=self&swapCommit=latest&rebase=direct:computed")
                .replace("collection=" + AliceOnEmbeddedPds.THING, "collection=app.bsky.actor.profile");

        assertThat(alice.camel.send(uri, "go").getException()).hasStackTraceContaining("$.record.avatar")
                .hasStackTraceContaining("atproto:uploadBlob");
        assertThat(calls(UPLOAD)).isZero();
    }
}
