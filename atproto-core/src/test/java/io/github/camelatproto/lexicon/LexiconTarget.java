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

import java.util.Map;

/** A lexicon is read, with all it refers to, or refused as documented. */
public final class LexiconTarget {

    private LexiconTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        LexiconReader reader = new LexiconReader();
        try {
            reader.read("fuzz.json", input);
            reader.checkReferences();
        } catch (IllegalArgumentException e) {
            return;
        }
        reader.definitions().values().forEach(schema -> schema.check(Map.of("a", 1L), Place.ROOT, new Findings()));
    }
}
