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

/**
 * What is wrong with a text, and at which index (from 0, in UTF-16 units). It is a value and no exception, so that
 * {@code isValid} costs no stack trace.
 */
record Problem(String reason, int index) {

    private static final int SHOWN = 64;

    Problem shift(int offset) {
        return new Problem(reason, index + offset);
    }

    IllegalArgumentException in(String what, String text) {
        return new IllegalArgumentException("Invalid " + what + ": " + reason + " at index " + index + " of " + quote(text));
    }

    /** The text in quotes, cut to 64 characters, with what could disturb a log line or a terminal escaped. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(SHOWN + 16).append('"');
        int shown = Math.min(text.length(), SHOWN);
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        quoted.append('"');
        if (text.length() > shown) {
            quoted.append("... (").append(text.length()).append(" characters)");
        }
        return quoted.toString();
    }
}
