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

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.TypeConversionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.DataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of identifiers and writes where Camel converts them. */
class ConvertersTest {

    private static final String THING = "com.example.thing";

    private AliceOnEmbeddedPds alice;

    @BeforeEach
    void start() throws Exception {
        alice = new AliceOnEmbeddedPds();
    }

    @AfterEach
    void stop() {
        alice.close();
    }

    private <T> T convert(Class<T> type, Object value) {
        return alice.camel.context().getTypeConverter().convertTo(type, value);
    }

    /** A bean as a user has it. */
    public static final class Collections {
        public String collection(@Header("CamelAtprotoUri") AtUri uri, @Header("CamelAtprotoCid") Cid cid) {
            return uri.collection() + " " + cid;
        }
    }

    @Test
    void aBeanTakesTheIdentifiersOfAResultAsWhatTheyAre() throws Exception {
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(alice.uri("createRecord", "")).bean(Collections.class);
            }
        });

        Exchange exchange = alice.camel.send("direct:in", Map.of("n", 1));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(String.class))
                .isEqualTo(THING + " " + Write.create(THING, Map.of("n", 1)).cid());
    }

    @Test
    void textIsEveryIdentifier() {
        assertThat(convert(Did.class, "did:plc:44ybard66vv44zksje25o7dz")).hasToString("did:plc:44ybard66vv44zksje25o7dz");
        assertThat(convert(Nsid.class, THING)).hasToString(THING);
        assertThat(convert(RecordKey.class, "self")).hasToString("self");
    }

    @Test
    void textThatIsNoIdentifierSaysWhy() {
        assertThatThrownBy(() -> convert(Did.class, "plc:44ybard66vv44zksje25o7dz"))
                .isInstanceOf(TypeConversionException.class).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWriteTravelsAsTextAndIsAWriteAgain() {
        for (Class<?> form : List.of(String.class, byte[].class, Map.class)) {
            Object travels = convert(form, Write.create(THING, "as-" + form.getSimpleName().charAt(0), Map.of("n", 1)));

            assertThat(alice.camel.send(alice.uri("applyWrites", ""), travels).getException()).isNull();
        }
        assertThat(alice.value("as-S")).containsEntry("n", 1);
        assertThat(alice.value("as-b")).containsEntry("n", 1);
        assertThat(alice.value("as-M")).containsEntry("n", 1);
    }

    private String json(Object body) throws Exception {
        alice.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:json").transformDataType(new DataType("atproto:application-json"));
            }
        });
        Exchange exchange = alice.camel.send("direct:json", body);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(String.class);
    }

    @Test
    void theDataTypeWritesLinksAndBytesAsTheProtocolHasThem() throws Exception {
        Cid cid = Write.create(THING, Map.of("n", 1)).cid();

        assertThat(json(List.of(Map.of("link", cid), Map.of("bytes", new byte[] { 1, 2, 3 }))))
                .isEqualTo("[{\"link\":{\"$link\":\"" + cid + "\"}},{\"bytes\":{\"$bytes\":\"AQID\"}}]");
    }

    @Test
    void theDataTypeWritesAListOfWritesAsApplyWritesReadsIt() throws Exception {
        String json = json(List.of(Write.create(THING, "a", Map.of("n", 1)), Write.create(THING, "b", Map.of("n", 2))));

        assertThat(alice.camel.send(alice.uri("applyWrites", ""), json).getException()).isNull();
        assertThat(alice.value("a")).containsEntry("n", 1);
        assertThat(alice.value("b")).containsEntry("n", 2);
    }

    @Test
    void theDataTypeWritesWhatAnOperationGave() throws Exception {
        Map<String, Object> output = alice.camel.output(alice.uri("createRecord", "rkey=x"), Map.of("n", 1));

        assertThat(json(output)).startsWith("{\"uri\":\"at://").contains("\"cid\":\"" + output.get("cid") + "\"");
    }

    @Test
    void theDataTypeLeavesTextAlone() throws Exception {
        assertThat(json("no JSON")).isEqualTo("no JSON");
    }
}
