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
/**
 * The identifiers and other strings of the AT Protocol that have a syntax of their own.
 * <p>
 * Each type is an immutable value that holds text known to be valid: {@code parse} checks it and throws an
 * {@link java.lang.IllegalArgumentException} that says what is wrong and at which index, {@code isValid} only answers
 * yes or no. {@code value()} and {@code toString()} give the text back, so a value can be put into a URI, a record or a
 * log as it is. Nothing here does I/O or asks a network: a valid handle need not exist.
 * <p>
 * {@link io.github.camelatproto.syntax.Tid} also makes record keys: from a clock
 * ({@link io.github.camelatproto.syntax.TidClock}), or from a message's own name
 * ({@link io.github.camelatproto.syntax.Tid#ofKey(String)}).
 *
 * @see <a href="https://atproto.com/specs/lexicon#string-formats">Lexicon, string formats</a>
 */
@NullMarked
package io.github.camelatproto.syntax;

import org.jspecify.annotations.NullMarked;
