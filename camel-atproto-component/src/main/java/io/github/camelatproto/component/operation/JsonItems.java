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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.camelatproto.component.exception.InvalidInputException;

/**
 * The items of a JSON text that is read as it goes: an array, JSON Lines, or values one after the other. It is JSON
 * Lines where its first line is a value of its own, or plainly a broken one.
 */
final class JsonItems {

    private JsonItems() {
    }

    /**
     * @param  again                 whether the body gives the same for a redelivery
     * @throws InvalidInputException if there is nothing in it
     */
    static Items of(InputStream text, boolean again) throws IOException {
        BufferedInputStream in = new BufferedInputStream(text);
        if (isWide(in)) {
            return values(in, again);
        }
        JsonLines lines = new JsonLines(in);
        int first = lines.skipToText();
        if (first < 0) {
            throw Bodies.empty();
        }
        if (first == '[') {
            return values(in, again);
        }
        byte[] line = lines.readLine();
        if (lines.isCut() || goesOn(line)) {
            return values(new SequenceInputStream(new ByteArrayInputStream(line), in), again);
        }
        lines.parse(line);
        return new Items(lines, false, again);
    }

    private static Items values(InputStream in, boolean again) throws IOException {
        JsonValues values = JsonValues.of(in);
        return new Items(values, values.isArray(), again);
    }

    /** UTF-16 or UTF-32, where a line does not end with a byte. */
    private static boolean isWide(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        for (byte one : start) {
            if (one == 0 || one == (byte) 0xFE || one == (byte) 0xFF) {
                return true;
            }
        }
        return false;
    }

    /** Whether the line is the beginning of a longer value. */
    private static boolean goesOn(byte[] line) throws IOException {
        try {
            JsonText.values(line);
            return false;
        } catch (JsonProcessingException e) {
            return e.getLocation() != null && e.getLocation().getByteOffset() >= line.length;
        }
    }
}
