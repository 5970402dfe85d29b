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
package io.github.camelatproto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The vectors of bluesky-social/atproto-interop-tests, in the folder {@code interop} of {@code $ATPROTO_SHARED}
 * (default {@code ../shared}, relative to the root of the repository). They are read there and never copied.
 */
public final class InteropVectors {

    private final Path folder;
    private final AtomicInteger read = new AtomicInteger();

    public InteropVectors() {
        String shared = System.getenv().getOrDefault("ATPROTO_SHARED", "../shared");
        Path root = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
        folder = root.resolve(shared).resolve("interop").normalize();
    }

    /**
     * The lines that are vectors, with all their blanks; a comment is {@code #} and a blank, because {@code #extra} is
     * none.
     */
    public List<String> lines(String file) {
        List<String> lines = text(file).lines().filter(line -> !line.isEmpty() && !line.startsWith("# ")).toList();
        count(lines.size());
        return lines;
    }

    public String text(String file) {
        Path path = folder.resolve(file);
        assumeTrue(Files.exists(path), () -> "no interop vectors: " + path + " is missing (set ATPROTO_SHARED)");
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read " + path, e);
        }
    }

    public void count(int vectors) {
        read.addAndGet(vectors);
    }

    public int read() {
        return read.get();
    }
}
