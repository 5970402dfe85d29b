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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Where a walk through a tree stands. Its depth is the number of containers around the current value; the text is made
 * only when something is wrong.
 */
final class Path {

    private static final int SHOWN = 64;
    /** What is nested 1,000 deep is no help to a reader, and longer than a log should have to bear. */
    private static final int MAX_TEXT = 4096;

    /** Tells where a walk stands that keeps no path while all is well. */
    @FunctionalInterface
    interface Steps {
        /** Enters every step from the root on. */
        void into(Path path);
    }

    private final @Nullable Steps steps;
    private @Nullable String[] names = new @Nullable String[16];
    private int[] indexes = new int[16];
    private int depth;

    Path() {
        this.steps = null;
    }

    /** A path that is asked for where something is wrong; what is entered in it comes behind the steps. */
    Path(Steps steps) {
        this.steps = steps;
    }

    int depth() {
        return depth;
    }

    void enter(String name) {
        grow();
        names[depth++] = name;
    }

    void enter(int index) {
        grow();
        names[depth] = null;
        indexes[depth++] = index;
    }

    private void enter(@Nullable String name, int index) {
        if (name == null) {
            enter(index);
        } else {
            enter(name);
        }
    }

    void leave() {
        depth--;
    }

    void leaveAll() {
        depth = 0;
    }

    DataModelException fail(String problem) {
        return new DataModelException(toString(), problem, null);
    }

    DataModelException fail(String problem, String rule) {
        return new DataModelException(toString(), problem, rule);
    }

    DataModelException tooDeep(int maxNesting) {
        return fail("nesting deeper than " + maxNesting);
    }

    private void grow() {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
    }

    @Override
    public String toString() {
        if (steps != null) {
            Path walked = new Path();
            steps.into(walked);
            for (int i = 0; i < depth; i++) {
                walked.enter(names[i], indexes[i]);
            }
            return walked.toString();
        }
        StringBuilder text = new StringBuilder("$");
        for (int i = 0; i < depth; i++) {
            if (text.length() > MAX_TEXT) {
                return text.append("...").toString();
            }
            String name = names[i];
            if (name == null) {
                text.append('[').append(indexes[i]).append(']');
            } else if (isPlain(name)) {
                text.append('.').append(name);
            } else {
                appendQuoted(text, name);
            }
        }
        return text.toString();
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.length() <= SHOWN
                && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-'));
    }

    private static void appendQuoted(StringBuilder text, String name) {
        text.append("[\"");
        for (int i = 0; i < Math.min(name.length(), SHOWN); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (Character.isLetterOrDigit(c) || (c >= ' ' && c < 127)) {
                text.append(c);
            } else {
                text.append(String.format("\\u%04x", (int) c));
            }
        }
        text.append(name.length() > SHOWN ? "..." : "").append("\"]");
    }
}
