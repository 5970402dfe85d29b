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
package io.github.camelatproto.social.post;

import java.net.URI;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShortLinkTest {

    @Test
    void theHostAloneIsShownWithoutASlash() {
        assertThat(ShortLink.of(URI.create("https://example.com/"))).isEqualTo("example.com");
    }

    @Test
    void aPathOfUpTo15CharactersIsShownWhole() {
        assertThat(ShortLink.of(URI.create("https://example.com/12345678901234"))).isEqualTo("example.com/12345678901234");
    }

    @Test
    void aLongerPathIsCutAfter13Characters() {
        assertThat(ShortLink.of(URI.create("https://example.com/123456789012345"))).isEqualTo("example.com/123456789012...");
    }

    @Test
    void portQueryAndFragmentBelongToIt() {
        assertThat(ShortLink.of(URI.create("http://example.com:8080/a?b=1#c"))).isEqualTo("example.com:8080/a?b=1#c");
    }
}
