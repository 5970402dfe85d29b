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
package io.github.camelatproto.repo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CarReaderTest {

    private static final byte[] FIRST = DagCbor.encode(Map.of("n", 1));
    private static final byte[] SECOND = new byte[300];

    private static byte[] car() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CarWriter car = new CarWriter(out, Cid.ofDagCbor(FIRST));
        car.write(Cid.ofDagCbor(FIRST), FIRST);
        car.write(Cid.ofRaw(SECOND), SECOND);
        return out.toByteArray();
    }

    private static List<CarReader.Block> read(byte[] car) throws IOException {
        CarReader reader = new CarReader(new ByteArrayInputStream(car));
        List<CarReader.Block> blocks = new ArrayList<>();
        for (CarReader.Block block = reader.next(); block != null; block = reader.next()) {
            blocks.add(block);
        }
        return blocks;
    }

    private static void assertRefused(byte[] car, String message) {
        assertThatExceptionOfType(InvalidRepoException.class).isThrownBy(() -> read(car)).withMessageContaining(message);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void givesTheRootsAndTheBlocksInTheirOrder() throws IOException {
        List<CarReader.Block> blocks = read(car());

        assertThat(new CarReader(new ByteArrayInputStream(car())).roots()).containsExactly(Cid.ofDagCbor(FIRST));
        assertThat(blocks).extracting(CarReader.Block::cid).containsExactly(Cid.ofDagCbor(FIRST), Cid.ofRaw(SECOND));
        assertThat(blocks).extracting(CarReader.Block::bytes).containsExactly(FIRST, SECOND);
    }

    @Test
    void refusesACarThatIsCutAnywhereButBetweenBlocks() throws IOException {
        byte[] car = car();
        int whole = 0;
        for (int length = 0; length < car.length; length++) {
            byte[] cut = Arrays.copyOf(car, length);
            try {
                read(cut);
                whole++;
            } catch (InvalidRepoException e) {
                assertThat(e).hasMessageStartingWith("Invalid CAR: ");
            }
        }
        // behind the header, and behind the first block
        assertThat(whole).isEqualTo(2);
    }

    @Test
    void refusesABlockThatIsNotThatOfItsCid() {
        byte[] car = car();
        car[car.length - 1] = 1;

        assertRefused(car, "another block than that of the CID " + Cid.ofRaw(SECOND) + ", block 2");
    }

    @ParameterizedTest
    @CsvSource({
            "'', no header", "00, Invalid DAG-CBOR", "01a0, a header that is not of version 1",
            "8000, as short as it can be", "ffffffff0f, a length of more than 100000 bytes",
            "ffffffffffffffffff01, a length of more than 100000 bytes", "80, the end within it" })
    void refusesWhatDoesNotBeginAsACar(String hex, String message) {
        assertRefused(bytes(hex), message);
    }

    @Test
    void believesNoLengthBeforeAsManyBytesAreThere() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CarWriter(out, Cid.ofDagCbor(FIRST));
        out.writeBytes(bytes("80809001")); // 2,359,296

        assertRefused(out.toByteArray(), "the end within it");
        out.writeBytes(bytes("00"));
        out.reset();
        new CarWriter(out, Cid.ofDagCbor(FIRST));
        out.writeBytes(bytes("8080808004")); // a gigabyte
        assertRefused(out.toByteArray(), "a length of more than");
    }

    @Test
    void refusesABlockWithoutACid() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CarWriter(out, Cid.ofDagCbor(FIRST));
        int header = out.size();
        out.writeBytes(bytes("0100"));
        assertRefused(out.toByteArray(), "no CID before a block, block 1");

        byte[] other = car();
        other[header + 1] = 0; // the version of the CID
        assertRefused(other, "block 1: Invalid CID");
    }

    @Test
    void refusesAHeaderOfAnotherVersion() {
        byte[] header = DagCbor.encode(Map.of("version", 2, "roots", List.of()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(header.length);
        out.writeBytes(header);

        assertRefused(out.toByteArray(), "a header that is not of version 1");
    }
}
