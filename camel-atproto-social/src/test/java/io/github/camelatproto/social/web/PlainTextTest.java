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
package io.github.camelatproto.social.web;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTest {

    @Test
    void blocksAndBreaksOfHtmlAreParagraphs() {
        assertThat(PlainText
                .paragraphs("<h1>One</h1>two <b>three</b><br>four<ul><li>five</li><li>six</li></ul><script>x</script>"))
                .isEqualTo("One\n\ntwo three\n\nfour\n\nfive\n\nsix");
    }

    @Test
    void htmlOnOneLineHasNoMarkup() {
        assertThat(PlainText.ofHtml("<p>a&nbsp;&amp;\n b</p><style>c</style>")).isEqualTo("a & b");
    }

    @Test
    void deeplyNestedHtmlTakesNoLongTime() {
        assertThat(PlainText.paragraphs("<div>".repeat(30_000) + "deep")).contains("deep");
    }

    @Test
    void whatALogShowsHasNoControlCharacters() {
        assertThat(PlainText.shown("a\u001B[31m\nb\u202E", 20)).isEqualTo("a [31m b");
        assertThat(PlainText.shown("123456", 5)).isEqualTo("12...");
    }
}
