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
package io.github.camelatproto.contract;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;

import static org.assertj.core.api.Assertions.assertThat;

/** A repo in an archive, version 1, every block of which has been found to be what its CID says. */
record Car(Cid root, Map<Cid, byte[]> blocks) {
    private static final int CID_BYTES = 36;

    static Car read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Map<?, ?> header = (Map<?, ?>) Objects.requireNonNull(DagCbor.decode(take(in, varint(in))));
        Map<Cid, byte[]> blocks = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            int length = varint(in);
            Cid cid = Cid.ofBytes(take(in, CID_BYTES));
            byte[] block = take(in, length - CID_BYTES);
            assertThat(Cid.ofDagCbor(block)).isEqualTo(cid);
            blocks.put(cid, block);
        }
        return new Car((Cid) ((List<?>) Objects.requireNonNull(header.get("roots"))).get(0), blocks);
    }

    /** The commit. */
    Map<?, ?> commit() {
        return (Map<?, ?>) Objects.requireNonNull(DagCbor.decode(Objects.requireNonNull(blocks.get(root))));
    }

    private static int varint(ByteBuffer in) {
        int value = 0;
        for (int shift = 0;; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
