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
package io.github.camelatproto.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A text as lines, wherever its buffers end. */
class LinesTest {

    private static List<String> read(InputStream in) throws IOException {
        List<String> read = new ArrayList<>();
        try (Lines lines = new Lines(in)) {
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                read.add(line.number() + (line.isTooLong() ? "!" : ":" + new String(line.bytes(), StandardCharsets.UTF_8)));
            }
        }
        return read;
    }

    private static List<String> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void linesEndAsOnUnixAndAsOnWindowsAndTheLastNeedNotEnd() throws IOException {
        assertThat(read("a\nb\r\n\nc")).containsExactly("1:a", "2:b", "3:", "4:c");
        assertThat(read("a\n")).containsExactly("1:a");
        assertThat(read("")).isEmpty();
    }

    /** Gives a byte at a time. */
    private static InputStream slowly(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int from, int length) {
                return super.read(buffer, from, Math.min(1, length));
            }
        };
    }

    @Test
    void aBufferMayEndAnywhere() throws IOException {
        assertThat(read(slowly("ab\r\n\ncd\r\n"))).containsExactly("1:ab", "2:", "3:cd");
    }

    @ParameterizedTest
    @ValueSource(ints = { 2_000_001, 10_000_000 })
    void ofALineThatNoCommitHoldsTheNumberIsGivenAndTheNextFollows(int length) throws IOException {
        assertThat(read("a\n" + "x".repeat(length) + "\nb")).containsExactly("1:a", "2!", "3:b");
        assertThat(read("x".repeat(length))).containsExactly("1!");
    }

    @Test
    void oneThatACommitMightHoldIsGiven() throws IOException {
        String longest = "x".repeat(2_000_000);
        assertThat(read(longest + "\nb")).containsExactly("1:" + longest, "2:b");
    }
}
