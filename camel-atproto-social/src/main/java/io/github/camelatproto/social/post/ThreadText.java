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
package io.github.camelatproto.social.post;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts a text into as many posts as it takes. */
final class ThreadText {

    /** Where a text may be parted, the best first: behind a paragraph, a line, a sentence, a word. */
    private static final List<Pattern> JOINTS = List.of(
            Pattern.compile("\\n\\s*\\n"), Pattern.compile("\\n"),
            Pattern.compile("(?<=[.!?\u2026\u3002\uFF01\uFF1F][)\"'\u201D\u2019]?)\\s+|(?<=[\u3002\uFF01\uFF1F])"),
            Pattern.compile("\\s+"));
    /** A part that is shorter is worth a worse joint. */
    private static final double SHORTEST = 0.4;

    private ThreadText() {
    }

    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        String rest = text.strip();
        while (!RichText.fits(rest)) {
            int end = end(rest);
            parts.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        if (!rest.isEmpty() || parts.isEmpty()) {
            parts.add(rest);
        }
        return parts;
    }

    /** Where the first part ends. */
    private static int end(String text) {
        int most = Graphemes.prefix(text, RichText.MAX_GRAPHEMES, RichText.MAX_BYTES);
        for (Pattern joint : JOINTS) {
            int last = last(joint, text, most);
            if (last >= most * SHORTEST) {
                return last;
            }
        }
        int word = last(JOINTS.get(JOINTS.size() - 1), text, most);
        return word > 0 ? word : Math.max(most, 1);
    }

    private static int last(Pattern joint, String text, int most) {
        int last = 0;
        for (Matcher found = joint.matcher(text); found.find() && found.start() <= most;) {
            last = found.start();
        }
        return last;
    }
}
