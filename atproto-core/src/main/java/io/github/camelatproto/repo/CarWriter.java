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

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;

/**
 * Writes blocks one after the other as a CAR file of version 1, the form in which repos are exported: a header that
 * names the root, then each block with its CID before it, and before both their length. Not for use by several threads.
 *
 * @see <a href="https://atproto.com/specs/repository#car-file-serialization">Repository, CAR file serialization</a>
 */
public final class CarWriter {

    private final OutputStream out;

    /**
     * Writes the header.
     *
     * @param  out                  stays open, and is neither buffered nor flushed here
     * @param  root                 the block from which all others can be reached: the commit
     * @throws UncheckedIOException if the stream cannot be written
     */
    public CarWriter(OutputStream out, Cid root) {
        this.out = out;
        byte[] header = DagCbor.encode(Map.of("version", 1, "roots", List.of(root)));
        try {
            writeLength(header.length);
            out.write(header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a block; that the CID is the block's is not checked.
     *
     * @throws UncheckedIOException if the stream cannot be written
     */
    public void write(Cid cid, byte[] block) {
        byte[] name = cid.bytes();
        try {
            writeLength(name.length + block.length);
            out.write(name);
            out.write(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an unsigned LEB128, seven bits a byte, the least significant first. */
    private void writeLength(int length) throws IOException {
        int rest = length;
        while (rest >= 0x80) {
            out.write((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
