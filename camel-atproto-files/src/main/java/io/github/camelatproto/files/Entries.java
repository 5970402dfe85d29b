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

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/** Gives the entries of a file one by one, in their order. Not thread-safe. */
interface Entries extends AutoCloseable {

    /** The most bytes of an entry that are looked at: no commit holds a larger record. */
    int MAX_BYTES = 2_000_000;

    /**
     * The next one, null at the end.
     *
     * @throws IOException         if the file cannot be read
     * @throws FileImportException if nobody can tell where the next one begins
     */
    @Nullable
    Entry next() throws IOException;

    /** What stands above the entries in a file of them, without the end of the line; empty where there is nothing. */
    default byte[] head() {
        return new byte[0];
    }

    @Override
    void close() throws IOException;
}
