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
package io.github.camelatproto.component.operation;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import org.jspecify.annotations.Nullable;

/** JSON Lines in UTF-8: a line that cannot be read is an item that cannot, and those after it can. */
final class JsonLines implements ItemSource {

    private final BufferedInputStream in;
    /** What the last line read still has to give: values, or why there are none. */
    private final Queue<Object> given = new ArrayDeque<>();
    private int number = 1;
    private boolean isCut;
    private boolean isOver;

    JsonLines(BufferedInputStream in) {
        this.in = in;
    }

    /** Skips a byte order mark and white space; gives the byte after it, unread, or -1 at the end. */
    int skipToText() throws IOException {
        in.mark(3);
        if (in.read() != 0xEF || in.read() != 0xBB || in.read() != 0xBF) {
            in.reset();
        }
        while (true) {
            in.mark(1);
            int next = in.read();
            if (next == '\n') {
                number++;
            } else if (next != ' ' && next != '\t' && next != '\r') {
                in.reset();
                return next;
            }
        }
    }

    /** The line with its end, or as much of it as a record may have. */
    byte[] readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            isCut = line.size() > UnitSize.MAX_BYTES;
            if (next == '\n' || isCut) {
                break;
            }
        }
        return line.toByteArray();
    }

    /** Whether the last line is longer than what was read of it. */
    boolean isCut() {
        return isCut;
    }

    void parse(byte[] line) throws IOException {
        try {
            for (Object value : JsonText.values(line)) {
                given.add(value == null
                        ? new InvalidInputException("Line " + number + " is null; it must hold a record") : value);
            }
        } catch (JsonProcessingException e) {
            // without the cause: its message quotes the text
            given.clear();
            given.add(new InvalidInputException(
                    "The body is no JSON: see line " + number
                                                + (e.getLocation() == null
                                                        ? "" : ", column " + e.getLocation().getColumnNr())));
        }
        number++;
    }

    @Override
    public @Nullable Object next() {
        try {
            while (given.isEmpty() && !isOver) {
                readOn();
            }
        } catch (IOException | UncheckedIOException e) {
            isOver = true;
            throw new InvalidInputException(
                    "The body could not be read beyond line " + (number - 1) + ": " + e.getMessage(), e);
        }
        Object next = given.poll();
        if (next instanceof RuntimeException error) {
            throw error;
        }
        return next;
    }

    private void readOn() throws IOException {
        byte[] line = readLine();
        if (line.length == 0) {
            isOver = true;
        } else if (isCut) {
            given.add(new PayloadTooLargeException(
                    "Line " + number + " is longer than " + UnitSize.MAX_BYTES + " bytes, which no commit holds"));
            skipLine();
            number++;
        } else {
            parse(line);
        }
    }

    private void skipLine() throws IOException {
        isCut = false;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            // longer than any record
        }
    }

    @Override
    public void close() {
        BodyText.close(in);
    }
}
