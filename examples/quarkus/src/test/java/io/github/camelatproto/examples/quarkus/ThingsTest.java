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
package io.github.camelatproto.examples.quarkus;

import java.util.Map;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The application, as Quarkus builds it, writes to a PDS. */
@QuarkusTest
@QuarkusTestResource(Pds.class)
class ThingsTest {

    @Inject
    ProducerTemplate template;

    @Test
    void aMessageBecomesOneRecordHoweverOftenItComes() {
        Object first = send();
        Object again = send();

        assertTrue(first.toString().contains("/com.example.thing/"));
        assertEquals(first, again);
        System.out.println("quarkus: wrote " + first);
    }

    private Object send() {
        return template.requestBodyAndHeader("direct:things", Map.of("n", 1), "name", "one", Map.class).get("uri");
    }
}
