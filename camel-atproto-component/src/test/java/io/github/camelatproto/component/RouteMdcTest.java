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

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** A route's log lines after a write carry the MDC of their own exchange, on whatever thread they are written. */
class RouteMdcTest {

    private static final String LOG = "test.after-the-write";
    private static final int MESSAGES = 200;

    private final Logger logger = (Logger) LoggerFactory.getLogger(LOG);
    private final Lines lines = new Lines();
    private AliceOnEmbeddedPds alice;

    /** What was logged, each with the MDC of that moment. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final Queue<ILoggingEvent> logged = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            logged.add(event);
        }
    }

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds();
        alice.camel.context().setUseMDCLogging(true);
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).log(LoggingLevel.INFO, LOG, "${exchangeId}");
                from("direct:in").routeId("writing").to(alice.uri("createRecord", ""))
                        .log(LoggingLevel.INFO, LOG, "${exchangeId}")
                        .to("direct:next");
                from("direct:next").routeId("after").log(LoggingLevel.INFO, LOG, "${exchangeId}");
            }
        });
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
        alice.close();
    }

    private void sendAtOnce(Object body) {
        List<CompletableFuture<Exchange>> sent = IntStream.range(0, MESSAGES)
                .mapToObj(i -> alice.camel.template().asyncSend("direct:in", exchange -> exchange.getMessage().setBody(body)))
                .toList();
        assertThat(sent).allSatisfy(exchange -> assertThat(exchange.join().getException()).isNull());
    }

    private void assertThatEachLineHasTheMdcOfItsExchange() {
        assertThat(lines.logged).allSatisfy(line -> assertThat(line.getMDCPropertyMap())
                .containsEntry("camel.exchangeId", line.getFormattedMessage())
                .containsKeys("camel.routeId", "camel.contextId")
                .doesNotContainKeys(CommitLog.MDC_REPO, CommitLog.MDC_PDS));
    }

    @Test
    void afterAWrite() {
        sendAtOnce(Map.of("n", 1));

        assertThat(lines.logged).hasSize(2 * MESSAGES);
        assertThatEachLineHasTheMdcOfItsExchange();
        assertThat(lines.logged).extracting(line -> line.getMDCPropertyMap().get("camel.routeId"))
                .containsOnly("writing", "after");
        assertThat(lines.logged).extracting(ILoggingEvent::getThreadName).as("not the sender's")
                .anyMatch(name -> name.contains("Atproto"));
    }

    @Test
    void afterAFailure() {
        sendAtOnce("no record");

        assertThat(lines.logged).hasSize(MESSAGES);
        assertThatEachLineHasTheMdcOfItsExchange();
    }
}
