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
package io.github.camelatproto.pds.repo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** An exported CAR file, read and its CIDs checked. */
record Car(Cid root, Map<Cid, byte[]> blocks) {

    private static final int CID_LENGTH = 36;

    static Car of(Repo repo, @Nullable Tid since) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        repo.exportCar(out, since);
        ByteBuffer in = ByteBuffer.wrap(out.toByteArray());
        Map<?, ?> header = (Map<?, ?>) DagCbor.decode(section(in));
        assertThat(header.get("version")).isEqualTo(1L);
        Map<Cid, byte[]> blocks = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            ByteBuffer section = ByteBuffer.wrap(section(in));
            byte[] cid = new byte[CID_LENGTH];
            byte[] block = new byte[section.remaining() - CID_LENGTH];
            section.get(cid).get(block);
            assertThat(Cid.ofDagCbor(block)).isEqualTo(Cid.ofBytes(cid));
            assertThat(blocks.put(Cid.ofBytes(cid), block)).as("written twice").isNull();
        }
        return new Car((Cid) ((List<?>) header.get("roots")).get(0), blocks);
    }

    private static byte[] section(ByteBuffer in) {
        int length = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            length |= (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        byte[] section = new byte[length];
        in.get(section);
        return section;
    }
}
