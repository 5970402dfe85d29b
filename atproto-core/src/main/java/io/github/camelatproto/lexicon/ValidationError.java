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

/**
 * Where a tree breaks its schema, and how. Neither part holds a value of the tree, only the names of keys, types,
 * lengths and limits, so that both can be logged.
 *
 * @param path    from {@code $} for the root: {@code $.embed.images[0].image.mimeType}; names of keys are cut to 64
 *                characters
 * @param message such as {@code Missing required key "text"} or {@code string too big (maximum 3000, got 3001)}
 */
public record ValidationError(String path, String message) {

    /** Gives both in the way of the reference PDS: {@code Missing required key "text" at $}. */
    @Override
    public String toString() {
        return message + " at " + path;
    }
}
