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
package io.github.camelatproto.syntax;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NsidTest {

    @Test
    void tellsTheDomainThatControlsIt() {
        assertThat(Nsid.parse("app.bsky.feed.post").authority()).isEqualTo("feed.bsky.app");
        assertThat(Nsid.parse("Com.Example.thing").authority()).isEqualTo("example.com");
    }

    @Test
    void tellsItsLastSegment() {
        assertThat(Nsid.parse("app.bsky.feed.getPosts").name()).isEqualTo("getPosts");
    }

    @Test
    void keepsItsCase() {
        assertThat(Nsid.parse("Com.Example.thing")).hasToString("Com.Example.thing")
                .isNotEqualTo(Nsid.parse("com.example.thing"));
    }

    @Test
    void mayHave317Characters() {
        String label = "o".repeat(62) + ".";
        String longest = label.repeat(4) + "p." + "n".repeat(63);

        assertThat(longest).hasSize(317);
        assertThat(Nsid.isValid(longest)).isTrue();
        assertThat(Nsid.isValid("o" + longest)).isFalse();
    }

    @Test
    void isNeverNull() {
        assertThat(Nsid.isValid(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            "com.example, 11, fewer than three segments",
            "0com.example.thing, 0, first segment that begins with a digit",
            "com.example.3thing, 12, last segment that begins with a digit",
            "com.example.some-thing, 16, hyphen in the last segment",
            "com.example.th_ing, 14, character that is no letter",
            "com.example-.thing, 11, segment that ends with a hyphen",
            "com..thing, 4, empty segment" })
    void saysWhatIsWrongAndWhere(String text, int index, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Nsid.parse(text))
                .withMessageStartingWith("Invalid NSID: " + reason)
                .withMessageEndingWith(" at index " + index + " of \"" + text + "\"");
    }
}
