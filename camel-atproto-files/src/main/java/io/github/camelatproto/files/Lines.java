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
package io.github.camelatproto.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** The lines of a text in UTF-8, as bytes. Of a line that is too long only its number is given. Not thread-safe. */
final class Lines implements AutoCloseable {

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int from;
    private int to;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /** A line without its end. */
    static final class Line {

        private final long number;
        private final byte[] bytes;
        private final boolean isTooLong;

        Line(long number, byte[] bytes, boolean isTooLong) {
            this.number = number;
            this.bytes = bytes;
            this.isTooLong = isTooLong;
        }

        long number() {
            return number;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Whether it is longer than {@link Entries#MAX_BYTES}, and has been passed over. */
        boolean isTooLong() {
            return isTooLong;
        }

        boolean isBlank() {
            for (byte one : bytes) {
                if (one != ' ' && one != '\t') {
                    return false;
                }
            }
            return !isTooLong;
        }
    }

    /** The next line, null at the end. */
    @Nullable
    Line next() throws IOException {
        if (from == to && !fill()) {
            return null;
        }
        number++;
        int end = end();
        if (end < to) {
            byte[] bytes = cut(from, end);
            from = end + 1;
            return line(bytes);
        }
        return longer();
    }

    private Line line(byte[] bytes) {
        return new Line(number, bytes.length > Entries.MAX_BYTES ? new byte[0] : bytes, bytes.length > Entries.MAX_BYTES);
    }

    /** One that goes on beyond the buffer. */
    private Line longer() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        boolean isTooLong = false;
        int end;
        do {
            end = end();
            if (!isTooLong) {
                whole.write(buffer, from, end - from);
                isTooLong = whole.size() > Entries.MAX_BYTES + 1;
            }
            from = Math.min(end + 1, to);
        } while (end == to && fill());
        if (isTooLong) {
            return new Line(number, new byte[0], true);
        }
        byte[] bytes = whole.toByteArray();
        return line(bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
    }

    private byte[] cut(int start, int end) {
        int last = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
        return Arrays.copyOfRange(buffer, start, last);
    }

    private int end() {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return to;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        return to > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
