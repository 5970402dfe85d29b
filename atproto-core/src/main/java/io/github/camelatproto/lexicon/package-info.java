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
 * Lexicons, the schemas of the AT Protocol, and what they say about records and about the parameters and inputs of
 * methods.
 * <p>
 * {@link io.github.camelatproto.lexicon.Lexicons} holds them, those that come with this library or those of a folder,
 * and checks trees of the data model against them. What is wrong comes back as a list of
 * {@link io.github.camelatproto.lexicon.ValidationError}, never as an exception, and never with the value in question:
 * records do not belong into logs.
 *
 * @see <a href="https://atproto.com/specs/lexicon">Lexicon</a>
 */
@NullMarked
package io.github.camelatproto.lexicon;

import org.jspecify.annotations.NullMarked;
