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
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where files go when they have been imported. Immutable.
 *
 * @param done   for those whose entries are all in the repo
 * @param failed for those that failed, and for those of whose entries some did
 */
record DropFolder(Path done, Path failed) {

    /**
     * Makes both.
     *
     * @throws FileImportException if that is not possible
     */
    void make() {
        make(done);
        make(failed);
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FileImportException(
                    "there is no folder " + folder + " and none can be made, so nothing is written: " + e
                                          + ". Make room for it",
                    e);
        }
    }

    /**
     * Moves a file and replaces none that is there.
     *
     * @return             where it is now
     * @throws IOException if it cannot be moved
     */
    static Path move(Path file, Path folder) throws IOException {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.', 1) < 0 ? name.length() : name.indexOf('.', 1);
        Path target = folder.resolve(name);
        for (int next = 2; Files.exists(target); next++) {
            target = folder.resolve(name.substring(0, dot) + "-" + next + name.substring(dot));
        }
        return Files.move(file, target);
    }
}
