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

/** The items of DAG-CBOR, one after another. */
final class CborOutput {

    /** From here on it pays to encode a text as a whole. */
    private static final int SHORT = 48;

    private final Output out;

    CborOutput(Output out) {
        this.out = out;
    }

    /** Writes a major type and its argument in as few bytes as hold it. */
    void head(int major, long argument) {
        int type = major << 5;
        if (argument < 24) {
            out.put(type | (int) argument);
        } else if (argument <= 0xff) {
            out.put(type | 24);
            out.put((int) argument);
        } else if (argument <= 0xffff) {
            out.put(type | 25);
            out.putBigEndian(argument, 2);
        } else if (argument <= 0xffff_ffffL) {
            out.put(type | 26);
            out.putBigEndian(argument, 4);
        } else {
            out.put(type | 27);
            out.putBigEndian(argument, 8);
        }
    }

    /** Writes text; most of it is short and ASCII, and needs no array of its own. */
    void text(String text) {
        if (text.length() < SHORT) {
            int start = out.size();
            head(Cbor.TEXT, text.length());
            if (out.putAscii(text)) {
                return;
            }
            out.truncate(start);
        }
        string(Cbor.TEXT, Text.utf8(text));
    }

    /** Writes text that is known to be ASCII. */
    void ascii(String text) {
        head(Cbor.TEXT, text.length());
        out.putKnownAscii(text);
    }

    void string(int major, byte[] bytes) {
        head(major, bytes.length);
        out.put(bytes);
    }

    void integer(long integer) {
        if (integer >= 0) {
            head(Cbor.UNSIGNED, integer);
        } else {
            head(Cbor.NEGATIVE, -1 - integer);
        }
    }

    void bool(boolean bool) {
        head(Cbor.SIMPLE, bool ? Cbor.TRUE : Cbor.FALSE);
    }

    void nothing() {
        head(Cbor.SIMPLE, Cbor.NULL);
    }

    void link(Cid cid) {
        head(Cbor.TAG, Cbor.CID_TAG);
        head(Cbor.BYTES, Cbor.CID_LENGTH);
        out.put(0);
        cid.writeTo(out);
    }
}
