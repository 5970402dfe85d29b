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

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CAR file of version 1 block by block, as it comes: nothing is held but one block, and no length is believed
 * before as many bytes are there. Each block is checked to be that of its CID. Not for use by several threads.
 *
 * @see <a href="https://atproto.com/specs/repository#car-file-serialization">Repository, CAR file serialization</a>
 */
public final class CarReader {

    /** The largest block that is taken, in bytes; a commit has 2,000,000 of them at most, all together. */
    public static final int MAX_BLOCK = 4_000_000;

    private static final int MAX_HEADER = 100_000;
    private static final int CID_LENGTH = 36;

    private final InputStream in;
    private final List<Cid> roots;
    private long position;
    private int blocks;

    /**
     * Reads the header.
     *
     * @param  in                   is read no further than has been asked for, and stays open; give it a buffer
     * @throws IOException          if the stream cannot be read
     * @throws InvalidRepoException if it does not begin as a CAR of version 1 does
     */
    public CarReader(InputStream in) throws IOException {
        this.in = in;
        int length = length(MAX_HEADER);
        if (length < 0) {
            throw invalid("no header");
        }
        this.roots = roots(bytes(length));
    }

    /** A block, checked to be that of the CID. */
    public static final class Block {

        private final Cid cid;
        private final byte[] bytes;

        private Block(Cid cid, byte[] bytes) {
            this.cid = cid;
            this.bytes = bytes;
        }

        public Cid cid() {
            return cid;
        }

        /** Gives the content itself, not a copy. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** Gives the CIDs that the header names; a repo's has one, that of the commit. */
    public List<Cid> roots() {
        return roots;
    }

    /**
     * Reads the next block.
     *
     * @return                      {@code null} at the end
     * @throws IOException          if the stream cannot be read
     * @throws InvalidRepoException if it breaks off, or the block is too large or not that of its CID
     */
    public @Nullable Block next() throws IOException {
        int length = length(MAX_BLOCK + CID_LENGTH);
        if (length < 0) {
            return null;
        }
        blocks++;
        if (length < CID_LENGTH) {
            throw invalid("no CID before a block");
        }
        Cid cid = cid(bytes(CID_LENGTH));
        byte[] bytes = bytes(length - CID_LENGTH);
        if (!cid.equals(cid.codec() == Cid.RAW ? Cid.ofRaw(bytes) : Cid.ofDagCbor(bytes))) {
            throw invalid("another block than that of the CID " + cid);
        }
        return new Block(cid, bytes);
    }

    private List<Cid> roots(byte[] header) {
        Object tree;
        try {
            tree = DagCbor.decode(header);
        } catch (IllegalArgumentException e) {
            throw new InvalidRepoException("Invalid CAR: the header: " + e.getMessage(), e);
        }
        if (!(tree instanceof Map<?, ?> map) || !Long.valueOf(1).equals(map.get("version"))
                || !(map.get("roots") instanceof List<?> list) || !list.stream().allMatch(Cid.class::isInstance)) {
            throw invalid("a header that is not of version 1");
        }
        return list.stream().map(Cid.class::cast).toList();
    }

    private Cid cid(byte[] bytes) {
        try {
            return Cid.ofBytes(bytes);
        } catch (IllegalArgumentException e) {
            throw new InvalidRepoException("Invalid CAR: block " + blocks + ": " + e.getMessage(), e);
        }
    }

    /** Reads an unsigned LEB128; -1 where the stream ends instead. */
    private int length(int most) throws IOException {
        long length = 0;
        for (int shift = 0;; shift += 7) {
            int next = in.read();
            if (next < 0) {
                if (shift == 0) {
                    return -1;
                }
                throw brokenOff();
            }
            position++;
            length |= (long) (next & 0x7f) << shift;
            if (length > most || shift > 28) {
                throw invalid("a length of more than " + most + " bytes");
            }
            if (next < 0x80) {
                if (next == 0 && shift > 0) {
                    throw invalid("a length that is not written as short as it can be");
                }
                return (int) length;
            }
        }
    }

    private byte[] bytes(int length) throws IOException {
        // grows with what comes, not with what was promised
        byte[] bytes;
        try {
            bytes = in.readNBytes(length);
        } catch (EOFException e) {
            throw brokenOff();
        }
        position += bytes.length;
        if (bytes.length < length) {
            throw brokenOff();
        }
        return bytes;
    }

    private InvalidRepoException brokenOff() {
        return invalid("the end within it");
    }

    private InvalidRepoException invalid(String what) {
        return new InvalidRepoException("Invalid CAR: " + what + ", block " + blocks + ", byte " + position);
    }
}
