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
 * Names an account, by its permanent {@link Did} or by its {@link Handle}. What begins with {@code did:} is read as a
 * DID, anything else as a handle. Immutable and safe for use by any thread.
 *
 * @see <a href="https://atproto.com/specs/lexicon#at-identifier">Lexicon, at-identifier</a>
 */
public sealed interface AtIdentifier permits Did, Handle {

    /**
     * Takes a DID, or a handle in any case.
     *
     * @return                          a {@link Did} or a {@link Handle}
     * @throws IllegalArgumentException if the text is neither, naming the reason and the index
     */
    static AtIdentifier parse(String text) {
        return text.startsWith(Did.PREFIX) ? Did.parse(text) : Handle.parse(text);
    }

    /** Answers whether {@link #parse(String)} takes the text; {@code false} for {@code null}. */
    static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    /** Gives the identifier as it stands in URIs and requests. */
    String value();

    private static @Nullable Problem problem(String text) {
        return text.startsWith(Did.PREFIX) ? Did.problem(text) : Handle.problem(text);
    }
}
