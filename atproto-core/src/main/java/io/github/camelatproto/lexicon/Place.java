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
package io.github.camelatproto.lexicon;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/** Where a check stands: at the root, or at a member of the map or list around it. Its text is made only for errors. */
final class Place {

    static final Place ROOT = new Place(null, "", 0);

    private static final int SHOWN_NAME = 64;
    private static final int SHOWN_PATH = 1000;

    private final @Nullable Place around;
    private final Object step;
    private final int depth;

    private Place(@Nullable Place around, Object step, int depth) {
        this.around = around;
        this.step = step;
        this.depth = depth;
    }

    Place key(String name) {
        return new Place(this, name, depth + 1);
    }

    Place index(int index) {
        return new Place(this, index, depth + 1);
    }

    /** Gives the number of maps and lists around. */
    int depth() {
        return depth;
    }

    /** Gives the path as the reference PDS writes it, long names and long paths cut. */
    @Override
    public String toString() {
        Deque<Object> steps = new ArrayDeque<>(depth);
        for (Place place = this; place.around != null; place = place.around) {
            steps.push(place.step);
        }
        StringBuilder path = new StringBuilder("$");
        for (Object next : steps) {
            if (path.length() > SHOWN_PATH) {
                return path.append("...").toString();
            }
            if (next instanceof String name) {
                append(path, name);
            } else {
                path.append('[').append(next).append(']');
            }
        }
        return path.toString();
    }

    private static void append(StringBuilder path, String name) {
        if (isIdentifier(name)) {
            path.append('.').append(name);
        } else {
            path.append('[').append(quote(name)).append(']');
        }
    }

    private static boolean isIdentifier(String name) {
        if (name.isEmpty() || name.length() > SHOWN_NAME || (name.charAt(0) >= '0' && name.charAt(0) <= '9')) {
            return false;
        }
        return name.chars().allMatch(c -> c == '_' || c == '$' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    /** Puts the name of a key in quotes, cut to 64 characters, all but printable ASCII escaped. */
    static String quote(String name) {
        StringBuilder quoted = new StringBuilder().append('"');
        for (int i = 0; i < Math.min(name.length(), SHOWN_NAME); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c < 127) {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append(name.length() > SHOWN_NAME ? "..." : "").append('"').toString();
    }
}
