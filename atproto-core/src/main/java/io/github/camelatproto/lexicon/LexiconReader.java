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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.lexicon.Schema.Reference;
import io.github.camelatproto.syntax.Nsid;
import org.jspecify.annotations.Nullable;

/**
 * Reads lexicons one by one, and at the end makes sure that all they refer to is there. Definitions that no record,
 * parameter or input leads to may refer to what is missing, so that a folder need not hold all that outputs are made
 * of.
 */
final class LexiconReader {

    private static final String MAIN = "main";
    private static final String BUNDLED = "bundled.txt";

    private final Map<String, Schema> definitions = new HashMap<>();
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, String> sources = new HashMap<>();

    /** Reads the lexicons that come with this library, apart from those that are there already. */
    void readBundled() {
        for (String nsid : new String(resource(BUNDLED), StandardCharsets.UTF_8).lines().toList()) {
            if (!sources.containsKey(nsid)) {
                String file = nsid + ".json";
                read(file, resource(file));
            }
        }
    }

    void readFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file)).sorted().toList();
        }
        for (Path file : files) {
            read(file.toString(), Files.readAllBytes(file));
        }
    }

    Map<String, Schema> definitions() {
        return definitions;
    }

    Map<String, Method> methods() {
        return methods;
    }

    /** Follows all references from records and methods. */
    void checkReferences() {
        Deque<Step> open = new ArrayDeque<>();
        methods.forEach((nsid, method) -> method.forEachReference(to -> open.push(new Step(nsid, to))));
        definitions.forEach((name, schema) -> {
            if (schema instanceof RecordSchema) {
                schema.forEachReference(to -> open.push(new Step(name, to)));
            }
        });
        Set<String> followed = new HashSet<>();
        while (!open.isEmpty()) {
            Step step = open.pop();
            Schema target = target(step);
            String name = step.to.name();
            if (followed.add(name)) {
                target.forEachReference(to -> open.push(new Step(name, to)));
            }
        }
    }

    private Schema target(Step step) {
        Schema target = definitions.get(step.to.name());
        String reason = null;
        if (target == null) {
            reason = "which is not there";
        } else if (step.to.toObject() && !(target instanceof ObjectSchema) && !(target instanceof RecordSchema)) {
            reason = "which is no object and so cannot be in a union";
        }
        if (target == null || reason != null) {
            String source = sources.getOrDefault(step.from.split("#", -1)[0], step.from);
            throw broken(source, step.from + " refers to " + Place.quote(step.to.name()) + ", " + reason, null);
        }
        return target;
    }

    void read(String source, byte[] json) {
        try {
            read(source, new Part(AtJson.parseRecord(json), Place.ROOT));
        } catch (IllegalArgumentException e) {
            throw broken(source, e.getMessage(), e);
        }
    }

    private void read(String source, Part lexicon) {
        if (lexicon.integer("lexicon", 0) != 1) {
            throw lexicon.broken("lexicon version that is not 1");
        }
        String nsid = Nsid.parse(lexicon.string("id")).value();
        String other = sources.putIfAbsent(nsid, source);
        if (other != null) {
            throw lexicon.broken("id that " + other + " has already");
        }
        SchemaReader reader = new SchemaReader(nsid, definitions);
        lexicon.part("defs").parts().forEach((name, part) -> {
            if (name.equals(MAIN)) {
                readMain(nsid, part, reader);
            } else {
                String fullName = nsid + '#' + name;
                definitions.put(fullName, reader.definition(fullName, part));
            }
        });
    }

    private void readMain(String nsid, Part main, SchemaReader reader) {
        switch (main.string("type")) {
            case "record" -> definitions.put(nsid, reader.record(main));
            case "query" -> methods.put(nsid, reader.method(MethodKind.QUERY, main));
            case "procedure" -> methods.put(nsid, reader.method(MethodKind.PROCEDURE, main));
            case "subscription", "permission-set" -> {
                // they hold nothing that is checked
            }
            default -> definitions.put(nsid, reader.definition(nsid, main));
        }
    }

    private static byte[] resource(String name) {
        try (InputStream content = LexiconReader.class.getResourceAsStream(name)) {
            if (content == null) {
                throw new IllegalStateException("No resource " + name + " beside " + LexiconReader.class.getName());
            }
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalArgumentException broken(String source, @Nullable String reason, @Nullable Throwable cause) {
        return new IllegalArgumentException("Broken lexicon " + source + ": " + reason, cause);
    }

    private record Step(String from, Reference to) {
    }
}
