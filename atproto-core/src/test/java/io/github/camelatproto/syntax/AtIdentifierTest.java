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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AtIdentifierTest {

    @Test
    void isADidIfItBeginsLikeOne() {
        assertThat(AtIdentifier.parse("did:plc:abc")).isEqualTo(new Did("did:plc:abc"));
    }

    @Test
    void isAHandleOtherwise() {
        assertThat(AtIdentifier.parse("Alice.test")).isEqualTo(new Handle("alice.test"));
    }

    @Test
    void saysWhatIsWrongWithTheOneThatItLooksLike() {
        assertThatIllegalArgumentException().isThrownBy(() -> AtIdentifier.parse("did:plc:"))
                .withMessageStartingWith("Invalid DID: empty identifier");
        assertThatIllegalArgumentException().isThrownBy(() -> AtIdentifier.parse("alice"))
                .withMessageStartingWith("Invalid handle: no dot");
    }

    @Test
    void isNeverNull() {
        assertThat(AtIdentifier.isValid(null)).isFalse();
    }
}
