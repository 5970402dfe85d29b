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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A value whose JSON has been written already. {@link AtJson#write(Object)} takes it at any place of a tree, so that a
 * record that goes into several requests, or whose size has to be known before, is written once. Immutable and safe for
 * use by any thread.
 */
public final class EncodedJson {

    private final byte[] utf8;

    EncodedJson(byte[] utf8) {
        this.utf8 = utf8;
    }

    /**
     * Writes a tree as {@link AtJson#writeBytes(Object)} does.
     *
     * @throws DataModelException if a value is not of the data model
     */
    public static EncodedJson of(@Nullable Object tree) {
        return new EncodedJson(AtJson.writeBytes(tree));
    }

    /** Gives the number of bytes in UTF-8. */
    public int length() {
        return utf8.length;
    }

    /**
     * Copies the UTF-8 into a request's body.
     *
     * @throws IndexOutOfBoundsException if the array ends before it does
     */
    public void copyTo(byte[] body, int at) {
        System.arraycopy(utf8, 0, body, at, utf8.length);
    }

    Map<String, @Nullable Object> toRecord() {
        return AtJson.ownRecord(utf8);
    }

    void writeTo(Output out) {
        out.put(utf8);
    }

    /** Says how long it is, and not what it holds. */
    @Override
    public String toString() {
        return "JSON of " + utf8.length + " bytes";
    }
}
