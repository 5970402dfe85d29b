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

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelatproto.component.trial.FaultProxy;
import io.github.camelatproto.pds.EmbeddedPds;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a health check of an endpoint tells, and what it asks for that. */
class HealthChecksTest {

    private static final String DESCRIBE = "com.atproto.server.describeServer";

    private EmbeddedPds pds;
    private FaultProxy proxy;
    private CamelRunner camel;

    @BeforeEach
    void start() throws Exception {
        pds = EmbeddedPds.builder().account("alice.test", "secret-1").build().start();
        proxy = new FaultProxy(pds.url());
        camel = CamelRunner.start();
        // as camel.health.producers-enabled does
        producers().setEnabled(true);
    }

    @AfterEach
    void stop() {
        camel.close();
        proxy.close();
        pds.close();
    }

    private String uri(URI service, String password, String collection) {
        return "atproto:createRecord?service=" + service + "&identifier=alice.test&password=" + password + "&collection="
               + collection;
    }

    private void route(String from, String to) throws Exception {
        camel.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        });
    }

    private HealthCheckRepository producers() {
        return HealthCheckHelper.getHealthCheckRepository(camel.context(), "producers");
    }

    private Collection<HealthCheck> checks() {
        return producers().stream().toList();
    }

    private HealthCheck.Result check() {
        assertThat(checks()).hasSize(1);
        return checks().iterator().next().call(Map.of(HealthCheck.CHECK_KIND, HealthCheck.Kind.READINESS));
    }

    private static void assertUp(HealthCheck.Result result, String session) {
        assertThat(result.getState()).as(result.toString()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getDetails()).extractingByKey("session").hasToString(session);
    }

    @Test
    void beforeTheFirstMessageAnEndpointIsUpWithoutASession() throws Exception {
        route("direct:in", uri(proxy.url(), "secret-1", "com.example.thing"));

        HealthCheck.Result result = check();

        assertUp(result, "no session");
        assertThat(result.getDetails()).containsEntry("service", proxy.url().toString()).containsEntry("identifier",
                "alice.test");
    }

    @Test
    void afterAMessageItIsLoggedIn() throws Exception {
        route("direct:in", uri(proxy.url(), "secret-1", "com.example.thing"));
        camel.output("direct:in", Map.of("n", 1));

        assertUp(check(), "logged in");
    }

    @Test
    void aRefusedLoginIsDownAndSaysWhyAndUntilWhen() throws Exception {
        route("direct:in", uri(proxy.url(), "wrong-1", "com.example.thing"));
        Exception refused = camel.send("direct:in", Map.of("n", 1)).getException();

        HealthCheck.Result result = check();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage()).get().isEqualTo(refused.getMessage());
        assertThat(result.getDetails()).extractingByKey("session").hasToString("refused");
        assertThat(result.getDetails()).containsKey("refusedUntil");
        assertThat(result.toString() + result.getDetails()).doesNotContain("wrong-1");
    }

    @Test
    void aPdsThatDoesNotAnswerIsDownHoweverGoodTheSession() throws Exception {
        route("direct:in", uri(pds.url(), "secret-1", "com.example.thing"));
        camel.output("direct:in", Map.of("n", 1));
        pds.close();

        HealthCheck.Result result = check();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getDetails()).extractingByKey("session").hasToString("logged in");
    }

    @Test
    void aReaderHasNoSession() throws Exception {
        route("direct:in", "atproto:getRecord?repo=alice.test&collection=com.example.thing&rkey=a&service=" + pds.url());

        HealthCheck.Result result = check();

        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getDetails()).doesNotContainKeys("session", "identifier");
    }

    @Test
    void theChecksOfAllEndpointsOfAPdsAreOneCallAndNoneIsALogin() throws Exception {
        for (int i = 0; i < 100; i++) {
            route("direct:" + i,
                    uri(proxy.url(), "secret-1", "com.example.thing" + (char) ('a' + i / 26) + (char) ('a' + i % 26)));
        }
        Collection<HealthCheck> checks = checks();
        assertThat(checks).hasSize(100);

        List<HealthCheck.State> states = IntStream.range(0, 2).boxed()
                .flatMap(round -> checks.parallelStream().map(check -> check.call().getState())).toList();

        assertThat(states).hasSize(200).containsOnly(HealthCheck.State.UP);
        assertThat(proxy.calls(DESCRIBE)).hasSize(1);
        assertThat(proxy.calls("com.atproto.server.createSession")).isEmpty();
    }
}
