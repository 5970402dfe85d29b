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
package io.github.camelatproto.files;

/** What becomes one record: a line of JSON Lines, a row of CSV, an element of a JSON array. Immutable. */
interface Entry {

    /** Its number in the file, from 1, by which it is named: that of its line, or of the element. */
    long number();

    /** Where it is, for people: {@code line 17}. */
    String place();

    /** As it stands in the file, in UTF-8 and without the end of the line; empty where it is too large to be kept. */
    byte[] text();

    /**
     * What it says.
     *
     * @throws EntryException if it is no record
     */
    Content content() throws EntryException;
}
