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
package io.github.camelatproto.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.AtprotoComponent;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.stub.StubComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The recipes of {@code docs/recipes.md} do what they say; their queues are within the JVM. */
class RecipesTest {

    private static final Path PAGE = Path.of("docs/recipes.md");

    private final EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").account("berlin.test", "secret")
            .account("paris.test", "secret").build();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        pds.start();
        AtprotoComponent atproto = new AtprotoComponent();
        atproto.setAccounts(
                Map.of("news", account("news.test"), "berlin", account("berlin.test"), "paris", account("paris.test")));
        context.addComponent("atproto", atproto);
        context.addComponent("jms", new StubComponent());
    }

    @AfterEach
    void stop() {
        context.stop();
        pds.close();
    }

    private Map<String, Object> account(String handle) {
        return Map.of("service", pds.url(), "identifier", handle, "password", "secret");
    }

    private void run(String beginning) throws Exception {
        List<DocBlock> page = DocPages.blocks().stream().filter(block -> block.page().equals(PAGE)).toList();
        DocBlock recipe = page.stream().filter(block -> block.text().contains(beginning)).findFirst().orElseThrow();
        DocBlock direct = new DocBlock(
                recipe.page(), recipe.line(), recipe.language(),
                recipe.text().replaceAll("to\\(\"jms:queue:", "to(\"mock:").replaceAll("from\\(\"jms:queue:(\\w+)[^\"]*",
                        "from(\"direct:$1"));
        context.addRoutes(new JavaBlock(direct, page).compile(folder, null, null));
        context.start();
    }

    private Exchange send(String route, Object body, Map<String, Object> headers) {
        return context.createFluentProducerTemplate().to(route).withBody(body).withHeaders(headers).send();
    }

    private JsonNode records(String handle, String collection) throws IOException {
        URI list = pds.url().resolve("/xrpc/com.atproto.repo.listRecords?repo=" + handle + "&collection=" + collection);
        return new ObjectMapper().readTree(list.toURL()).get("records");
    }

    @Test
    void whatCanNeverBeWrittenGoesAsideWithTheReason() throws Exception {
        run("things.rejected");
        MockEndpoint rejected = context.getEndpoint("mock:things.rejected", MockEndpoint.class);

        Exchange bad = send("direct:things", "{\"n\": 1.5}", Map.of("JMSMessageID", "ID:1"));
        Exchange good = send("direct:things", "{\"n\": 1}", Map.of("JMSMessageID", "ID:2"));

        assertThat(bad.getException()).isNull();
        assertThat(good.getException()).isNull();
        assertThat(rejected.getExchanges()).singleElement().satisfies(message -> {
            assertThat(message.getMessage().getBody(String.class)).isEqualTo("{\"n\": 1.5}");
            assertThat(message.getMessage().getHeader("ReasonClass")).isEqualTo("RecordValidationException");
            assertThat(message.getMessage().getHeader("Reason", String.class)).contains("com.example.thing", "$.record.n");
        });
        assertThat(records("news.test", "com.example.thing")).hasSize(1);
    }

    @Test
    void aMessageGoesIntoTheRepoThatItNames() throws Exception {
        run("header(\"office\")");

        Exchange berlin = send("direct:notices", "{\"n\": 1}", Map.of("JMSMessageID", "ID:1", "office", "berlin"));
        Exchange nowhere = send("direct:notices", "{\"n\": 2}", Map.of("JMSMessageID", "ID:2", "office", "rome"));

        assertThat(berlin.getException()).isNull();
        assertThat(nowhere.getException()).isInstanceOf(InvalidInputException.class);
        assertThat(records("berlin.test", "com.example.notice")).hasSize(1);
        assertThat(records("news.test", "com.example.notice")).isEmpty();
    }

    @Test
    void aMessageForSeveralReposIsInEachOnceAfterAFailureInTheMiddle() throws Exception {
        run("direct:announce");
        Map<String, Object> name = Map.of("noticeId", "notice-1");
        assertThat(send("direct:announce", "{\"n\": 0}", Map.of("noticeId", "notice-0")).getException()).isNull();

        pds.faults().next("com.atproto.repo.createRecord", Fault.delay(Duration.ZERO),
                Fault.refuse(400, "InvalidRequest", "not now"));
        Exchange failed = send("direct:announce", "{\"n\": 1}", name);
        Exchange again = send("direct:announce", "{\"n\": 1}", name);

        assertThat(failed.getException()).isNotNull();
        assertThat(again.getException()).isNull();
        assertThat(records("berlin.test", "com.example.notice")).hasSize(2);
        assertThat(records("paris.test", "com.example.notice")).hasSize(2);
    }

    @Test
    void aRecordIsChangedOnlyIfItIsTheOneThatWasRead() throws Exception {
        run("direct:rename");
        context.createFluentProducerTemplate().to("atproto:putRecord?account=news&collection=com.example.profile&rkey=self")
                .withBody(Map.of("name", "Old", "since", 2020)).send();

        Exchange renamed = send("direct:rename", null, Map.of("name", "New"));

        assertThat(renamed.getException()).isNull();
        assertThat(records("news.test", "com.example.profile").findValuesAsText("name")).containsExactly("New");
    }
}
