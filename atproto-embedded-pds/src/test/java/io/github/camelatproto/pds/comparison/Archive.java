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
package io.github.camelatproto.pds.comparison;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A CAR, version 1.
 *
 * @param blocks in their order
 */
record Archive(List<Cid> roots, Map<Cid, byte[]> blocks) {
    private static final int CID_BYTES = 36;

    /** Reads one, every block of which has to be what its CID says. */
    static Archive read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Map<?, ?> header = (Map<?, ?>) Objects.requireNonNull(DagCbor.decode(take(in, varint(in))));
        assertThat(header.get("version")).isEqualTo(1L);
        Map<Cid, byte[]> blocks = new LinkedHashMap<>();
        while (in.hasRemaining()) {
            int length = varint(in);
            Cid cid = Cid.ofBytes(take(in, CID_BYTES));
            byte[] block = take(in, length - CID_BYTES);
            assertThat(Cid.ofDagCbor(block)).isEqualTo(cid);
            blocks.put(cid, block);
        }
        List<Cid> roots = ((List<?>) Objects.requireNonNull(header.get("roots"))).stream().map(Cid.class::cast).toList();
        return new Archive(roots, blocks);
    }

    /**
     * The roots, the commit with the length of its signature for the signature, and the sorted CIDs of the other
     * blocks.
     */
    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        roots.forEach(root -> json.withArray("roots").add(root.toString()));
        roots.stream().map(blocks::get).filter(Objects::nonNull).forEach(commit -> json.set("commit", commit(commit)));
        blocks.keySet().stream().filter(cid -> !roots.contains(cid)).map(Cid::toString).sorted()
                .forEach(cid -> json.withArray("blocks").add(cid));
        return json;
    }

    private static ObjectNode commit(byte[] block) {
        Map<?, ?> commit = (Map<?, ?>) Objects.requireNonNull(DagCbor.decode(block));
        ObjectNode json = (ObjectNode) Bodies.json(AtJson.writeBytes(commit));
        return json.put("sig", ((byte[]) Objects.requireNonNull(commit.get("sig"))).length);
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
