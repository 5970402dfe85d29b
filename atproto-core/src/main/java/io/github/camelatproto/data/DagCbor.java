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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Encodes trees of the data model in DAG-CBOR, over which CIDs are computed, and decodes it. There is exactly one
 * encoding of a tree: definite lengths, shortest integers, map keys sorted by length and then by bytes, no floats, and
 * tag 42 for CIDs as the only tag. Integers may have 64 bits here, though what travels as JSON is bounded more
 * narrowly; containers may be nested {@value #MAX_NESTING} deep. Safe for use by any thread.
 *
 * @see <a href="https://atproto.com/specs/data-model">Data model</a>
 * @see <a href="https://dasl.ing/drisl.html">DRISL</a>
 */
public final class DagCbor {

    /**
     * How many maps and lists may lie in each other here. {@link AtJson} allows less unless it is asked to be lax; the
     * reference PDS takes 1,000, and not 5,000.
     */
    public static final int MAX_NESTING = 1024;

    /** One for each thread: what an encoder holds is as large as most trees need, and is as new after each. */
    private static final ThreadLocal<Spare> SPARES = ThreadLocal.withInitial(Spare::new);

    private DagCbor() {
    }

    private static final class Spare {

        private @Nullable CborEncoder encoder;

        byte[] encode(@Nullable Object tree) {
            CborEncoder taken = take();
            byte[] encoded = taken.encode(tree);
            giveBack(taken);
            return encoded;
        }

        void encode(@Nullable Object tree, OutputStream out) throws IOException {
            CborEncoder taken = take();
            taken.encode(tree, out);
            giveBack(taken);
        }

        /** Taken while it is used, since a map of the caller's may encode one itself. */
        private CborEncoder take() {
            CborEncoder taken = encoder == null ? new CborEncoder() : encoder;
            encoder = null;
            return taken;
        }

        private void giveBack(CborEncoder taken) {
            if (taken.isSmall()) {
                encoder = taken;
            }
        }
    }

    /**
     * Encodes a tree of the data model; each call gives a fresh array.
     *
     * @param  tree               maps with string keys, lists, String, Long, Integer, Short, Byte, Boolean,
     *                            {@code byte[]}, {@link Cid} and {@code null}; a lone surrogate in a string is encoded
     *                            as U+FFFD
     * @throws DataModelException if a value is of another class, naming its path and class, or the nesting is too deep
     */
    public static byte[] encode(@Nullable Object tree) {
        return SPARES.get().encode(tree);
    }

    /**
     * Encodes a tree of the data model into a stream, without an array of its own, and leaves the stream open. Nothing
     * is written before the whole tree is known to be of the data model.
     *
     * @throws IOException        if the stream cannot be written
     * @throws DataModelException as {@link #encode(Object)} throws it
     */
    public static void encode(@Nullable Object tree, OutputStream out) throws IOException {
        SPARES.get().encode(tree, out);
    }

    /**
     * Decodes a stream that nobody vouches for, to its end, and leaves it open. The stream's length is not bounded
     * here.
     *
     * @return                          a tree of the data model, unmodifiable but for its {@code byte[]}
     * @throws IOException              if the stream cannot be read
     * @throws IllegalArgumentException if the bytes are not DAG-CBOR, naming the reason and the offset
     */
    public static @Nullable Object decode(InputStream encoded) throws IOException {
        return decode(encoded.readAllBytes());
    }

    /**
     * Decodes bytes that nobody vouches for: whatever {@link #encode(Object)} would not have written is refused, and no
     * length in them is believed before as many bytes are there.
     *
     * @return                          a tree of the data model, unmodifiable but for its {@code byte[]}
     * @throws IllegalArgumentException if the bytes are not DAG-CBOR, naming the reason and the offset
     */
    public static @Nullable Object decode(byte[] encoded) {
        return new CborDecoder(encoded).decode();
    }
}
