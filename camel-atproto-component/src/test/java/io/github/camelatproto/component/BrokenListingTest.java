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
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import com.sun.net.httpserver.HttpExchange;
import io.github.camelatproto.component.exception.PdsUnreachableException;
import io.github.camelatproto.component.exception.XrpcException;
import org.apache.camel.Exchange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Listings whose PDS breaks in the middle end, and say where. */
class BrokenListingTest {

    private static final String RECORD = "{\"uri\":\"at://did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/com.example.thing/x\",\"value\":{}}";

    private final AtomicInteger asked = new AtomicInteger();
    private IntFunction<String> pages = number -> "";
    private LocalServer server;
    private CamelRunner camel;

    @BeforeEach
    void start() throws Exception {
        server = new LocalServer().on("/", this::answer);
        camel = CamelRunner.start();
    }

    @AfterEach
    void stop() {
        camel.close();
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String page = pages.apply(asked.getAndIncrement());
        LocalServer.answer(exchange, page.isEmpty() ? 500 : 200, page);
    }

    private static String page(String records, String cursor) {
        return "{\"records\":[" + records + "],\"cursor\":\"" + cursor + "\"}";
    }

    private ThrowingCallable draining() {
        Exchange listing = camel.send(
                "atproto:listRecords?service=" + server.url()
                                      + "&repo=did:plc:aaaaaaaaaaaaaaaaaaaaaaaa&collection=com.example.thing&outputType=iterator",
                null);
        assertThat(listing.getException()).isNull();
        Iterator<?> records = listing.getMessage().getBody(Iterator.class);
        assertThat(records.next()).isInstanceOf(Map.class);
        return () -> records.forEachRemaining(record -> {
        });
    }

    @Test
    void aPageThatFailsIsNamedByItsCursor() {
        pages = number -> number == 0 ? page(RECORD, "x1") : "";

        assertThatThrownBy(draining()).isInstanceOf(XrpcException.class)
                .hasMessageContaining("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa/com.example.thing after x1")
                .hasMessageContaining("500");
    }

    @Test
    void aCursorThatComesTwiceIsAnErrorAndNoLoop() {
        pages = number -> page(RECORD, "x1");

        assertThatThrownBy(draining()).isInstanceOf(PdsUnreachableException.class).hasMessageContaining("the cursor x1 twice");
        assertThat(asked).hasValue(2);
    }

    @Test
    void pagesWithoutRecordsComeToAnEnd() {
        pages = number -> page(number == 0 ? RECORD : "", "x" + number);

        assertThatThrownBy(draining()).isInstanceOf(PdsUnreachableException.class).hasMessageContaining("without a record");
    }

    @Test
    void anAnswerThatIsNoPageIsNotTakenForTheEnd() {
        pages = number -> number == 0 ? page(RECORD, "x1") : "{\"records\":\"none\"}";

        assertThatThrownBy(draining()).isInstanceOf(PdsUnreachableException.class).hasMessageContaining("no page of records");
    }
}
