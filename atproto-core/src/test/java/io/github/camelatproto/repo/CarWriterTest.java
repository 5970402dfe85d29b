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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

import io.github.camelatproto.data.Cid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CarWriterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void beginsWithTheHeader() {
        Cid root = Mst.empty().root();
        new CarWriter(out, root);

        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(
                "3a" + "a2" + "65" + "726f6f7473" + "81" + "d82a582500" + HexFormat.of().formatHex(root.bytes())
                                                                          + "67" + "76657273696f6e" + "01");
    }

    @Test
    void putsLengthAndCidBeforeABlock() {
        byte[] block = new byte[300];
        Cid cid = Cid.ofDagCbor(block);
        CarWriter car = new CarWriter(out, cid);
        out.reset();
        car.write(cid, block);

        assertThat(HexFormat.of().formatHex(out.toByteArray()))
                .isEqualTo("d002" + HexFormat.of().formatHex(cid.bytes()) + "00".repeat(300));
    }

    @Test
    void saysSoWhenTheStreamCannotBeWritten() {
        CarWriter car = new CarWriter(new FullDisk(59), Mst.empty().root());

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Mst.empty().blocks(car::write))
                .withMessageContaining("disk full");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new CarWriter(new FullDisk(0), Mst.empty().root()));
    }

    private static final class FullDisk extends OutputStream {

        private int free;

        FullDisk(int free) {
            this.free = free;
        }

        @Override
        public void write(int b) throws IOException {
            if (free-- == 0) {
                throw new IOException("disk full");
            }
        }
    }
}
