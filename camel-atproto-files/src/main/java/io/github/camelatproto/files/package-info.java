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
 * Files whose records go into a repo: {@link io.github.camelatproto.files.FileImport} reads one and writes it through
 * an endpoint, as it goes and never whole, {@link io.github.camelatproto.files.ImportMemory} remembers how far it got,
 * and {@link io.github.camelatproto.files.FileReport} says what became of it.
 * <p>
 * A file is a row of {@link io.github.camelatproto.files.Entry entries}: the lines of JSON Lines, the rows of CSV or
 * the elements of a JSON array. Each has a name that comes from the file or from itself, and so it is the same record
 * however often it is sent. One that cannot be read or written fails alone, and goes into a file of its own, to be
 * mended and dropped again.
 */
@NullMarked
package io.github.camelatproto.files;

import org.jspecify.annotations.NullMarked;
