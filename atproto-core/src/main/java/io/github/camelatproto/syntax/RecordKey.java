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
package io.github.camelatproto.syntax;

import org.jspecify.annotations.Nullable;

/**
 * The name of a record within its collection (rkey): 1 to 512 letters, digits and {@code . - _ : ~}, but neither
 * {@code .} nor {@code ..} alone. Case matters; what a lexicon asks beyond that (a {@link Tid}, an {@link Nsid},
 * {@code self}) is not checked here. Immutable and safe for use by any thread.
 *
 * @param value the record key
 * @see         <a href="https://atproto.com/specs/record-key">Record Key</a>
 */
public record RecordKey(String value) {

    private static final int MAX_LENGTH = 512;

    /**
     * Takes text that must be a record key.
     *
     * @throws IllegalArgumentException if the text is no record key, naming the reason and the index
     */
    public RecordKey {
        Problem problem = problem(value);
        if (problem != null) {
            throw problem.in("record key", value);
        }
    }

    /**
     * Takes a record key as it stands in a URI; nothing is decoded.
     *
     * @throws IllegalArgumentException if the text is no record key, naming the reason and the index
     */
    public static RecordKey parse(String text) {
        return new RecordKey(text);
    }

    /** Gives the TID as a record key; every TID is one. */
    public static RecordKey of(Tid tid) {
        return new RecordKey(tid.value());
    }

    /** Answers whether {@link #parse(String)} takes the text; {@code false} for {@code null}. */
    public static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    static @Nullable Problem problem(String text) {
        if (text.isEmpty()) {
            return new Problem("empty", 0);
        }
        if (text.length() > MAX_LENGTH) {
            return new Problem("more than 512 characters", MAX_LENGTH);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Ascii.isLetterOrDigit(c) && ".-_:~".indexOf(c) < 0) {
                return new Problem("character that is no letter, digit or one of . - _ : ~", i);
            }
        }
        return text.equals(".") || text.equals("..") ? new Problem("dots alone", 0) : null;
    }

    @Override
    public String toString() {
        return value;
    }
}
