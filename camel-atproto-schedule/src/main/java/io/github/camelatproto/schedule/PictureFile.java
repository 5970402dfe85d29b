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
package io.github.camelatproto.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A picture of the folder of pictures. Immutable.
 *
 * @param file its name there
 * @param alt  what it shows, for those who do not see it
 */
public record PictureFile(String file, String alt) {

    private static final Pattern NAME = Pattern.compile("[^/\\\\\\p{Cntrl}:]{1,200}");
    private static final int MAX_BYTES = 30 * 1024 * 1024;

    static PictureFile of(Object given) {
        if (given instanceof String name) {
            return checked(name, "");
        }
        if (given instanceof Map<?, ?> map && map.get("file") instanceof String name
                && Set.of("file", "alt").containsAll(map.keySet())) {
            Object alt = map.get("alt");
            return checked(name, alt == null ? "" : alt.toString());
        }
        throw new InvalidEntryException("pictures: each is the name of a file, or a file and its alt");
    }

    private static PictureFile checked(String name, String alt) {
        if (!NAME.matcher(name).matches() || name.startsWith(".")) {
            throw new InvalidEntryException(
                    "pictures: " + Shown.text(name) + " is no name of a file in the folder of pictures");
        }
        return new PictureFile(name, alt);
    }

    /** Whether it is there to be read. */
    boolean isIn(Path folder) {
        Path path = folder.resolve(file);
        return Files.isRegularFile(path) && Files.isReadable(path);
    }

    byte[] bytes(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("it is larger than 30 MB");
            }
            return bytes;
        }
    }
}
