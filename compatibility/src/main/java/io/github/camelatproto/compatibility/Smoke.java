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
package io.github.camelatproto.compatibility;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.pds.Fault;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.main.Main;

/** Starts a PDS and a route in YAML, writes and reads through it, and says what it ran on. */
public final class Smoke {

    private final FluentProducerTemplate template;

    private Smoke(FluentProducerTemplate template) {
        this.template = template;
    }

    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        try (EmbeddedPds pds = EmbeddedPds.builder().account("alice.test", "secret").build().start()) {
            main.addInitialProperty("camel.component.atproto.accounts[alice].service", pds.url().toString());
            main.addInitialProperty("camel.component.atproto.accounts[alice].identifier", "alice.test");
            main.addInitialProperty("camel.component.atproto.accounts[alice].password", "secret");
            main.configure().withRoutesIncludePattern("classpath:io/github/camelatproto/compatibility/smoke.camel.yaml");
            main.start();
            new Smoke(main.getCamelContext().createFluentProducerTemplate()).run(pds);
            System.out.println("smoke: Camel " + main.getCamelContext().getVersion() + ", Java "
                               + Runtime.version().feature() + ": passed");
        } finally {
            main.stop();
        }
    }

    private void run(EmbeddedPds pds) {
        pds.faults().next("com.atproto.repo.createRecord", Fault.dropAfterCommit());
        String created = uri(send("direct:create", Map.of("n", 1)));
        check(created.equals(uri(send("direct:create", Map.of("n", 1)))), "the same message is the same record");

        Object results = send("direct:list", List.of(Map.of("n", 2), Map.of("n", 3), Map.of("n", 4))).get("results");
        Set<Object> uris = new HashSet<>();
        ((List<?>) results).forEach(result -> uris.add(((Map<?, ?>) result).get("uri")));
        check(uris.size() == 3, "a list is one commit of its records");

        String put = uri(send("direct:put", "{\"n\": 5}"));
        check(put.equals(created.substring(0, created.lastIndexOf('/')) + "/five"), "putRecord writes under its key");
        check(String.valueOf(send("direct:read", "").get("value")).contains("n=5"), "getRecord reads it");
        check(send("direct:delete", "").get("commit") != null, "deleteRecord deletes it");
    }

    private Map<?, ?> send(String route, Object body) {
        return template.to(route).withHeader("name", "one").withBody(body).request(Map.class);
    }

    private static String uri(Map<?, ?> answer) {
        return String.valueOf(answer.get("uri"));
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("It does not hold that " + what);
        }
    }
}
