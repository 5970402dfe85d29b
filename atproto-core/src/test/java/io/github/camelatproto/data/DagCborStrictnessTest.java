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
package io.github.camelatproto.data;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a decoder that trusts nobody refuses. */
class DagCborStrictnessTest {

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
            "'', the end where an item is needed, 0",
            "0001, bytes after the end, 1",
            "8201, a length beyond the end, 0",
            "a1, a length beyond the end, 0",
            "a16161, the end where an item is needed, 3",
            "a1616101f6, bytes after the end, 4",
            "1801, an integer that is not written as short as it can be, 0",
            "1900ff, an integer that is not written as short as it can be, 0",
            "1a0000ffff, an integer that is not written as short as it can be, 0",
            "1b00000000ffffffff, an integer that is not written as short as it can be, 0",
            "3817, an integer that is not written as short as it can be, 0",
            "780161, an integer that is not written as short as it can be, 0",
            "18, the end within a head, 0",
            "1b00000001, the end within a head, 0",
            "1c, a malformed head, 0",
            "1f, an indefinite length, 0",
            "5f4101ff, an indefinite length, 0",
            "7f6161ff, an indefinite length, 0",
            "9f01ff, an indefinite length, 0",
            "bf616101ff, an indefinite length, 0",
            "1b8000000000000000, an integer beyond 64 bits, 0",
            "3b8000000000000000, an integer beyond 64 bits, 0",
            "f93c00, a float, 0",
            "fa3f800000, a float, 0",
            "fb3ff0000000000000, a float, 0",
            "81f97e00, a float, 1",
            "f7, 'a simple value that is not false, true or null', 0",
            "f8ff, 'a simple value that is not false, true or null', 0",
            "e0, 'a simple value that is not false, true or null', 0",
            "ff, 'a simple value that is not false, true or null', 0",
            "a2616101616102, a key that is there twice, 5",
            "a2616201616102, keys that are not sorted, 5",
            "a262616101616202, keys that are not sorted, 6",
            "a10102, a key that is no text, 1",
            "a1416101, a key that is no text, 1",
            "61ff, text that is not UTF-8, 0",
            "62c080, text that is not UTF-8, 0",
            "63eda080, text that is not UTF-8, 0",
            "61c3, text that is not UTF-8, 0",
            "64f4908080, text that is not UTF-8, 0",
            "c000, a tag that is not 42, 0",
            "d82b00, a tag that is not 42, 0",
            "d82a00, a CID that is not bytes, 0",
            "d82a4100, a CID that is not a zero and 36 bytes, 0",
            "d82a582500015512, a length beyond the end, 0" })
    void refuses(String hex, String reason, int offset) {
        assertThatIllegalArgumentException().isThrownBy(() -> DagCbor.decode(HexFormat.of().parseHex(hex)))
                .withMessageStartingWith("Invalid DAG-CBOR: " + reason).withMessageEndingWith(" at byte " + offset);
    }

    @ParameterizedTest
    @CsvSource({
            "0101551220, a CID that is not a zero and 36 bytes",
            "0001701220, a CID that the AT Protocol does not know (Invalid CID: codec 0x70",
            "0000551220, a CID that the AT Protocol does not know (Invalid CID: version 0",
            "0001551320, a CID that the AT Protocol does not know (Invalid CID: its hash is not SHA-256" })
    void refusesOtherCids(String prefix, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DagCbor.decode(HexFormat.of().parseHex("d82a5825" + prefix + "00".repeat(32))))
                .withMessageStartingWith("Invalid DAG-CBOR: " + reason).withMessageEndingWith(" at byte 0");
    }

    @ParameterizedTest
    @CsvSource({
            "5a7fffffff", "7a7fffffff", "9a7fffffff", "ba7fffffff", "5b7fffffffffffffff", "9b7fffffffffffffff",
            "bb7fffffffffffffff", "5bffffffffffffffff", "9bffffffffffffffff", "bbffffffffffffffff", "9affffffff" })
    void refusesALengthBeforeItAllocatesIt(String hex) {
        assertThatIllegalArgumentException().isThrownBy(() -> DagCbor.decode(HexFormat.of().parseHex(hex)))
                .withMessage("Invalid DAG-CBOR: a length beyond the end at byte 0");
    }

    @Test
    void refusesNestingThatWouldExhaustTheStack() {
        assertThatIllegalArgumentException().isThrownBy(() -> DagCbor.decode(HexFormat.of().parseHex("81".repeat(100_000))))
                .withMessage("Invalid DAG-CBOR: nesting deeper than 1024 at byte 1024");
    }

    @Test
    void allocatesLittleForListsThatClaimTheWholeInput() {
        // each level claims all the bytes that are left; the sum of what they claim is a hundred times the input
        byte[] greedy = new byte[2_000_000];
        int at = 0;
        for (int level = 0; level < 120; level++) {
            int claimed = greedy.length - at - 5;
            greedy[at++] = (byte) 0x9a;
            for (int shift = 24; shift >= 0; shift -= 8) {
                greedy[at++] = (byte) (claimed >>> shift);
            }
        }
        greedy[at] = (byte) 0xff;

        assertThatIllegalArgumentException().isThrownBy(() -> DagCbor.decode(greedy))
                .withMessageStartingWith("Invalid DAG-CBOR: a simple value");
    }
}
