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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A record type {@code com.example.thing} with a single property {@code value}, whose schema is given. */
final class Thing {

    static final String NSID = "com.example.thing";

    private final Lexicons lexicons;

    private Thing(Lexicons lexicons) {
        this.lexicons = lexicons;
    }

    /** Loads it from that empty folder; more definitions, each {@code "name": {...}}, may follow. */
    static Thing with(Path folder, String schema, String... definitions) {
        StringBuilder more = new StringBuilder();
        for (String definition : definitions) {
            more.append(", ").append(definition);
        }
        String record = """
                {"type": "record", "key": "any", "record": {"type": "object", "properties": {"value": %s}}}"""
                .formatted(schema);
        try {
            return new Thing(
                    load(folder, "{\"lexicon\": 1, \"id\": \"%s\", \"defs\": {\"main\": %s%s}}".formatted(
                            NSID, record, more)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Lexicons load(Path folder, String lexicon) throws IOException {
        Files.writeString(folder.resolve("thing.json"), lexicon);
        return Lexicons.load(folder);
    }

    /** Checks a thing of that value; gives messages as the PDS shows them. */
    List<String> errors(Object value) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("$type", NSID);
        record.put("value", value);
        return lexicons.validateRecord(NSID, record).stream().map(ValidationError::toString).toList();
    }
}
