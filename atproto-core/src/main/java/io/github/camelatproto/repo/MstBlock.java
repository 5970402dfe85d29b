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

import java.util.Arrays;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree node in DAG-CBOR, as the specification lays it down. Its shape is always the same, so that it is
 * written straight into its bytes.
 *
 * @see <a href="https://atproto.com/specs/repository#mst-structure">Repository, MST structure</a>
 */
final class MstBlock {

    private static final int MAP = 5 << 5;
    private static final int ARRAY = 4 << 5;
    private static final int TEXT = 3 << 5;
    private static final int BYTES = 2 << 5;
    private static final int NULL = 0xf6;
    private static final int CID_LENGTH = 36;
    /** Tag 42, and the head and first byte of the byte string below it. */
    private static final byte[] LINK = { (byte) 0xd8, 42, 0x58, CID_LENGTH + 1, 0 };
    private static final int LONGEST_LINK = LINK.length + CID_LENGTH;
    private static final int LONGEST_HEAD = 9;
    private static final int NODE = 1 + 2 + LONGEST_HEAD + 2 + LONGEST_LINK;
    /** Besides the key. */
    private static final int ENTRY = 1 + 4 * 2 + 2 * LONGEST_HEAD + 2 * LONGEST_LINK;

    private final byte[] bytes;
    private int size;

    /** @param keys how many characters all keys have together */
    MstBlock(int entries, int keys) {
        bytes = new byte[NODE + entries * ENTRY + keys];
        bytes[size++] = (byte) (MAP | 2);
        name('e');
        head(ARRAY, entries);
    }

    /**
     * @param key    the whole key
     * @param prefix how much of it the key before begins with too
     * @param value  the record
     * @param after  the subtree between this key and the next
     */
    void entry(String key, int prefix, Cid value, @Nullable Cid after) {
        bytes[size++] = (byte) (MAP | 4);
        name('k');
        int length = key.length() - prefix;
        head(BYTES, length);
        for (int i = prefix; i < key.length(); i++) {
            bytes[size++] = (byte) key.charAt(i);
        }
        name('p');
        head(0, prefix);
        name('t');
        link(after);
        name('v');
        link(value);
    }

    /** The block, with the subtree before the first key. */
    byte[] end(@Nullable Cid left) {
        name('l');
        link(left);
        return Arrays.copyOf(bytes, size);
    }

    /** The same node where one subtree, which was there before, has become another. */
    static byte[] withSubtree(byte[] block, int index, Cid subtree) {
        byte[] changed = block.clone();
        System.arraycopy(subtree.bytes(), 0, changed, index == 0 ? block.length - CID_LENGTH : after(block, index - 1),
                CID_LENGTH);
        return changed;
    }

    /** Where the bytes of the CID of the subtree after an entry begin. */
    private static int after(byte[] block, int entry) {
        int at = headEnd(block, 3);
        for (int i = 0;; i++) {
            at += 3;
            int key = argument(block, at);
            at = headEnd(block, at) + key + 2;
            at = headEnd(block, at) + 2;
            if (i == entry) {
                return at + LINK.length;
            }
            at += ((block[at] & 0xff) == NULL ? 1 : LONGEST_LINK) + 2 + LONGEST_LINK;
        }
    }

    private static int headEnd(byte[] block, int at) {
        int low = block[at] & 31;
        return at + 1 + (low < 24 ? 0 : 1 << (low - 24));
    }

    private static int argument(byte[] block, int at) {
        int low = block[at] & 31;
        int argument = low < 24 ? low : 0;
        for (int i = at + 1; i < headEnd(block, at); i++) {
            argument = argument << 8 | (block[i] & 0xff);
        }
        return argument;
    }

    private void name(char letter) {
        bytes[size++] = TEXT | 1;
        bytes[size++] = (byte) letter;
    }

    private void head(int major, int argument) {
        if (argument < 24) {
            bytes[size++] = (byte) (major | argument);
        } else if (argument <= 0xff) {
            bytes[size++] = (byte) (major | 24);
            bytes[size++] = (byte) argument;
        } else if (argument <= 0xffff) {
            bytes[size++] = (byte) (major | 25);
            bytes[size++] = (byte) (argument >>> 8);
            bytes[size++] = (byte) argument;
        } else {
            bytes[size++] = (byte) (major | 26);
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes[size++] = (byte) (argument >>> shift);
            }
        }
    }

    private void link(@Nullable Cid cid) {
        if (cid == null) {
            bytes[size++] = (byte) NULL;
            return;
        }
        System.arraycopy(LINK, 0, bytes, size, LINK.length);
        size += LINK.length;
        System.arraycopy(cid.bytes(), 0, bytes, size, CID_LENGTH);
        size += CID_LENGTH;
    }
}
