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

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/** What is logged of commits, and what the MDC says on the way. */
class CommitLogTest {

    private final Logger commits = (Logger) LoggerFactory.getLogger(CommitLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private AliceOnEmbeddedPds alice;

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds();
        lines.start();
        commits.addAppender(lines);
        commits.setLevel(Level.INFO);
    }

    @AfterEach
    void stop() {
        commits.detachAppender(lines);
        commits.setLevel(null);
        alice.close();
    }

    private Map<?, ?> write(Object body) {
        return (Map<?, ?>) alice.camel.output(alice.uri("applyWrites", ""), body).get("commit");
    }

    @Test
    void aCommitIsOneLineThatSaysWhereAndHowLargeAndNothingOfItsContents() {
        Map<?, ?> commit = write(List.of(Map.of("text", "hush"), Map.of("text", "hush")));

        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getFormattedMessage())
                    .matches("Commit " + commit.get("rev") + " in did:plc:[a-z2-7]{24} at " + alice.pds.url().getAuthority()
                             + ": writes 2, messages 1, \\d+ ms");
        });
    }

    @Test
    void theLineHasTheRepoAndThePdsInItsMdcAndNobodyHasThemAfterIt() {
        alice.camel.output(alice.uri("applyWrites", "synchronous=true"), List.of(Map.of("n", 1)));

        assertThat(lines.list).singleElement().satisfies(line -> assertThat(line.getMDCPropertyMap())
                .hasEntrySatisfying("camel.atproto.repo", repo -> assertThat(repo).startsWith("did:plc:"))
                .containsEntry("camel.atproto.pds", alice.pds.url().getAuthority()));
        assertThat(MDC.get(CommitLog.MDC_REPO)).as("on the thread that made the call").isNull();
        assertThat(MDC.get(CommitLog.MDC_PDS)).isNull();
    }

    @Test
    void withInfoOffNothingIsLogged() {
        commits.setLevel(Level.WARN);

        write(List.of(Map.of("n", 1)));

        assertThat(lines.list).isEmpty();
    }
}
