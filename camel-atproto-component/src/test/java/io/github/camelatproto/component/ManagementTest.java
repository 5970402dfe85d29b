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

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the MBeans of the component and its endpoints show. */
class ManagementTest {

    private AliceOnEmbeddedPds alice;
    private MBeanServer server;

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds(true);
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(alice.uri("createRecord", ""));
            }
        });
        server = alice.camel.context().getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    @AfterEach
    void stop() {
        alice.close();
    }

    private ObjectName name(String rest) throws JMException {
        Set<ObjectName> names = server.queryNames(
                new ObjectName("org.apache.camel:context=" + alice.camel.context().getManagementName() + "," + rest), null);
        assertThat(names).as(rest).hasSize(1);
        return names.iterator().next();
    }

    private Map<String, Object> attributes(ObjectName name) throws JMException {
        Map<String, Object> attributes = new TreeMap<>();
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
            attributes.put(attribute.getName(), String.valueOf(server.getAttribute(name, attribute.getName())));
        }
        return attributes;
    }

    private Map<String, Object> endpoint() throws JMException {
        return attributes(name("type=endpoints,name=\"atproto://*\""));
    }

    @Test
    void anEndpointShowsItsAccountAndOperation() throws Exception {
        assertThat(endpoint()).containsEntry("OperationName", "createRecord").containsEntry("Identifier", "alice.test")
                .containsEntry("Service", alice.pds.url().toString()).containsEntry("Session", "no session")
                .containsEntry("PointsLeftThisHour", "null");
    }

    @Test
    void anEndpointShowsWhatItsRepoIsAt() throws Exception {
        alice.camel.output("direct:in", Map.of("n", 1));

        assertThat(endpoint()).containsEntry("Session", "logged in").containsEntry("Queued", "0").containsEntry("Commits", "1")
                .hasEntrySatisfying(
                        "PointsLeftThisHour", left -> assertThat(Integer.parseInt(left.toString())).isBetween(1, 5_000 - 3));
    }

    @Test
    void theComponentShowsAllAccountsAndRepos() throws Exception {
        alice.camel.output("direct:in", Map.of("n", 1));
        alice.camel.send(alice.uri("createRecord", "").replace("alice.test", "nobody.test"), Map.of("n", 2));

        assertThat(attributes(name("type=components,name=\"atproto\""))).containsEntry("LoggedIn", "1")
                .containsEntry("RefusedLogins", "1").containsEntry("Repos", "1").containsEntry("Queued", "0");
    }

    @Test
    void noMBeanShowsASecret() throws Exception {
        alice.camel.output("direct:in", Map.of("n", 1));

        Set<ObjectName> names = server.queryNames(
                new ObjectName("org.apache.camel:context=" + alice.camel.context().getManagementName() + ",*"), null);

        assertThat(names).hasSizeGreaterThan(5);
        assertThat(endpoint().get("EndpointUri").toString()).contains("password=xxxxxx");
        for (ObjectName name : names) {
            assertThat(name.toString()).doesNotContain("secret");
            assertThat(attributes(name).toString()).as(name.toString()).doesNotContain("secret").doesNotContain("eyJ");
        }
    }
}
