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

/** How a method is called, if there is one by that name. */
public enum MethodKind {
    /** By GET, with parameters in the query string. */
    QUERY,
    /** By POST, with parameters in the query string and, if it has one, an input as body. */
    PROCEDURE,
    /** Not at all: the name is not known, or it is that of something else. */
    NONE
}
