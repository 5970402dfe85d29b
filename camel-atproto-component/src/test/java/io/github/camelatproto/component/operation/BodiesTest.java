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
package io.github.camelatproto.component.operation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.RecordValidationException;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What bodies say, and that nothing of it is lost on the way. */
class BodiesTest {

    private final OperationBench bench = new OperationBench();

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private void isWrittenByItsRedelivery(Object body) {
        bench.repos.refuses = true;
        assertThatThrownBy(() -> bench.applyWrites(body)).isInstanceOf(AtprotoException.class);
        bench.repos.refuses = false;

        bench.applyWrites(body);

        assertThat(bench.repos.values("n")).containsExactly(1L, 2L);
        assertThat(bench.exchange.getProperties()).isEmpty();
        assertThat(bench.repos.attempts.get(0).writes()).isEqualTo(bench.repos.attempts.get(1).writes());
    }

    @Test
    void anIteratorThatIsRedeliveredIsWritten() {
        isWrittenByItsRedelivery(List.of(Map.of("n", 1), Map.of("n", 2)).iterator());
    }

    @ParameterizedTest
    @ValueSource(strings = { "[{\"n\":1},{\"n\":2}]", "{\"n\":1}\n{\"n\":2}\n" })
    void aStreamThatIsRedeliveredIsWritten(String json) {
        isWrittenByItsRedelivery(stream(json));
    }

    @Test
    void aReaderThatIsRedeliveredIsWritten() {
        isWrittenByItsRedelivery(new StringReader("[{\"n\":1},{\"n\":2}]"));
    }

    @Test
    void createRecordFromAStreamThatIsRedeliveredIsWritten() {
        InputStream body = stream("{\"n\":1}");
        bench.repos.refuses = true;
        assertThatThrownBy(() -> bench.createRecord(body)).isInstanceOf(AtprotoException.class);
        bench.repos.refuses = false;

        bench.createRecord(body);

        assertThat(bench.repos.values("n")).containsExactly(1L);
        assertThat(bench.exchange.getProperties()).isEmpty();
    }

    @Test
    void anotherStreamOnTheSameExchangeIsReadItself() {
        bench.repos.refuses = true;
        assertThatThrownBy(() -> bench.createRecord(stream("{\"n\":1}"))).isInstanceOf(AtprotoException.class);
        bench.repos.refuses = false;

        bench.createRecord(stream("{\"n\":2}"));

        assertThat(bench.repos.values("n")).containsExactly(2L);
    }

    @Test
    void anIteratorThatFailsHalfwayIsNotGoneOnWith() {
        Iterator<Object> broken = new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                return given < 3;
            }

            @Override
            public Object next() {
                if (given++ == 1) {
                    throw new IllegalStateException("connection lost");
                }
                return Map.of("n", given);
            }
        };
        for (int delivery = 0; delivery < 2; delivery++) {
            assertThatThrownBy(() -> bench.applyWrites(broken)).hasMessage("connection lost");
        }
        assertThat(bench.repos.attempts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " \r\n", "\uFEFF ", "null" })
    void emptyTextIsNoSuccess(String text) {
        for (Object body : new Object[] { text, text.getBytes(StandardCharsets.UTF_8), stream(text), new StringReader(text) }) {
            assertThatThrownBy(() -> bench.applyWrites(body)).isInstanceOf(InvalidInputException.class)
                    .hasMessage("The body is empty; it must hold a record");
        }
    }

    @Test
    void anExhaustedIteratorIsNoSuccess() {
        assertThatThrownBy(() -> bench.applyWrites(List.of().iterator())).isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("The body is empty; it must hold a record");
    }

    @Test
    void aListOfNothingIsASuccess() {
        assertThat(OperationBench.body(bench.applyWrites("[]"))).containsEntry("results", List.of());
        assertThat(OperationBench.body(bench.applyWrites(List.of()))).containsEntry("results", List.of());
        assertThat(bench.repos.attempts).isEmpty();
    }

    @Test
    void createRecordSaysThatEmptyTextIsEmpty() {
        assertThatThrownBy(() -> bench.createRecord("")).isInstanceOf(InvalidInputException.class)
                .hasMessage("The body is empty; it must hold a record");
        assertThatThrownBy(() -> bench.createRecord("[]")).isInstanceOf(RecordValidationException.class)
                .hasMessageContaining("a JSON array");
    }

    @ParameterizedTest
    @ValueSource(strings = { "[{\"n\":1}]\n[{\"n\":2}]", "[{\"n\":1}]{\"n\":2}", "[{\"n\":1}] x", "[]1" })
    void textAfterAnArrayIsNotDropped(String body) {
        assertThatThrownBy(() -> bench.applyWrites(body)).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("see line");
    }

    @Test
    void anArrayAfterAByteOrderMarkIsAList() {
        bench.applyWrites("\uFEFF[{\"n\":1},{\"n\":2}]");
        bench.applyWrites("\uFEFF [{\"n\":3}]".getBytes(StandardCharsets.UTF_8));
        bench.applyWrites("[{\"n\":4}]".getBytes(StandardCharsets.UTF_16));

        assertThat(bench.repos.values("n")).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void textIsNotDamagedByTheCharsetOfTheExchange() {
        bench.exchange.setProperty(Exchange.CHARSET_NAME, "ISO-8859-1");
        String json = "{\"n\":\"\u20ac \u00fc \ud83e\udd8b\"}";

        bench.createRecord(json);
        bench.createRecord(new StringReader(json));
        bench.applyWrites(List.of(json, json.getBytes(StandardCharsets.UTF_8)));

        assertThat(bench.repos.values("n")).hasSize(4).containsOnly("\u20ac \u00fc \ud83e\udd8b");
    }

    @Test
    void halfACharacterIsNotReplaced() {
        assertThatThrownBy(() -> bench.createRecord("{\"n\":\"\ud83e\"}")).isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("surrogate");
    }

    @Test
    void aReaderIsReadToABound() {
        Reader endless = new Reader() {
            @Override
            public int read(char[] buffer, int from, int length) {
                return length;
            }

            @Override
            public void close() {
            }
        };
        assertThatThrownBy(() -> bench.createRecord(endless)).hasMessageContaining("larger than");
    }

    @Test
    void aJacksonArrayIsAList() throws Exception {
        bench.applyWrites(new ObjectMapper().readTree("[{\"n\":1},{\"n\":2}]"));

        assertThat(bench.repos.values("n")).containsExactly(1L, 2L);
        assertThatThrownBy(() -> bench.createRecord(new ObjectMapper().readTree("[]")))
                .isInstanceOf(RecordValidationException.class).hasMessageContaining("list");
    }
}
