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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The values of JSON that are no containers, one after another. */
final class JsonOutput {

    private static final byte[] NULL = ascii("null");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] HEX = ascii("0123456789ABCDEF");
    /** What follows the backslash for each byte that must not stand for itself; 0 for those that may. */
    private static final byte[] ESCAPES = escapes();

    private final Output out;

    JsonOutput(Output out) {
        this.out = out;
    }

    void string(String text) {
        if (!plainString(text)) {
            string(Text.utf8(text));
        }
    }

    /** Writes a string that is ASCII without escapes; else writes nothing, and gives false. */
    boolean plainString(String text) {
        return out.putPlain(text);
    }

    void string(byte[] utf8) {
        out.put('"');
        int written = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte escape = ESCAPES[utf8[i] & 0xff];
            if (escape != 0) {
                out.put(utf8, written, i);
                escape(utf8[i], escape);
                written = i + 1;
            }
        }
        out.put(utf8, written, utf8.length);
        out.put('"');
    }

    private void escape(byte character, byte escape) {
        out.put('\\');
        out.put(escape);
        if (escape == 'u') {
            out.put('0');
            out.put('0');
            out.put(HEX[character >> 4]);
            out.put(HEX[character & 15]);
        }
    }

    void integer(long integer) {
        out.put(ascii(Long.toString(integer)));
    }

    void bool(boolean bool) {
        out.put(bool ? TRUE : FALSE);
    }

    void nothing() {
        out.put(NULL);
    }

    void link(Cid cid) {
        single(Special.LINK, cid.toString());
    }

    void bytes(byte[] bytes) {
        single(Special.BYTES, Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }

    private void single(String key, String text) {
        out.put('{');
        string(key);
        out.put(':');
        string(text);
        out.put('}');
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[256];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        return escapes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
