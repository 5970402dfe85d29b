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

import java.util.Arrays;
import java.util.List;

/** Names as options have them: languages, labels, hosts, or who may answer. Safe for use by any thread. */
public final class Names {

    private Names() {
    }

    /**
     * Takes names apart.
     *
     * @param text with commas between the names; blank for none
     */
    public static List<String> of(String text) {
        return text.isBlank() ? List.of() : Arrays.stream(text.strip().split("\\s*,\\s*")).distinct().toList();
    }
}
