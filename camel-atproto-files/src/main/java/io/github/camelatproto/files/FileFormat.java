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

import java.util.Locale;

/** How records stand in a file. */
enum FileFormat {
    /** One object, objects one after the other, or an array of them. */
    JSON("jsonl"),
    /** An object a line. */
    JSON_LINES("jsonl"),
    /** A header and rows. */
    CSV("csv");

    private final String extension;

    FileFormat(String extension) {
        this.extension = extension;
    }

    /** Of a file with some of the entries. */
    String extension() {
        return extension;
    }

    /**
     * The format of a file.
     *
     * @param  format              {@code json}, {@code jsonl}, {@code csv}; or {@code auto}, by the file's name
     * @throws FileImportException if the name does not say
     */
    static FileFormat of(String format, String file) {
        String said = format.equals("auto") ? file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : format;
        return switch (said) {
            case "json" -> JSON;
            case "jsonl", "ndjson" -> JSON_LINES;
            case "csv" -> CSV;
            default -> throw new FileImportException(
                    "its name ends neither in .json, .jsonl nor .csv; rename it, or say which format it has");
        };
    }
}
