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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What becomes of JSON that is well-formed, but maybe not of the data model. */
interface JsonRules {

    /** How many objects and lists may lie in each other. */
    int maxNesting();

    /** Gives the number that a text stands for: a Long, if it is an integer that JSON keeps exactly. */
    Number number(String text, Path path);

    /** Gives what an object stands for: a CID, bytes, or the object itself, unmodifiable. */
    Object object(Map<String, @Nullable Object> members, Path path);

    /** Says what is to be done about a key that is there twice; if it returns, the later value holds. */
    void duplicate(Path path);
}
