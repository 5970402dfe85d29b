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
package io.github.camelatproto.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/options.md} in step with the options and headers of the catalog; with {@code -Dupdate.docs=true} it
 * writes the page.
 */
class OptionsPageTest {

    private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path CATALOG
            = MODULE.resolve("src/generated/resources/META-INF/io/github/camelatproto/component/atproto.json");
    private static final Path PAGE = MODULE.resolve("../docs/options.md").normalize();
    private static final String UPDATE = "./mvnw -pl camel-atproto-component -am test -Dtest=OptionsPageTest"
                                         + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.docs=true";

    @Test
    void thePageIsThatOfTheCatalog() throws IOException {
        String page = page(new ObjectMapper().readTree(Files.readString(CATALOG)));
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("docs/options.md, which is generated; write it anew with%n  %s%nand commit it", UPDATE)
                .exists().hasContent(page);
    }

    private static String page(JsonNode catalog) {
        List<String> lines = new ArrayList<>();
        lines.add("# Options and headers");
        lines.add("");
        lines.add("Generated from the catalog by `OptionsPageTest`. What they mean together is said in");
        lines.add("[the component's page](../camel-atproto-component/src/main/docs/atproto-component.adoc).");
        lines.add("");
        lines.add("## Endpoint options");
        lines.add("`" + catalog.at("/component/syntax").asText() + "?option=value&option=value`");
        options(catalog.path("properties"), option -> true, lines);
        lines.add("");
        lines.add("## Component options");
        lines.add(
                "`camel.component.atproto.option=value`. The endpoint options above, but `operation`, are component options too, and");
        lines.add("there the defaults of all endpoints. Besides them there are:");
        options(catalog.path("componentProperties"), option -> !catalog.path("properties").has(option), lines);
        lines.add("");
        lines.add("## Headers");
        lines.add("");
        lines.add("| header | type | |");
        lines.add("|---|---|---|");
        catalog.path("headers").properties().forEach(header -> lines.add(
                "| `" + header.getKey() + "` | " + type(header.getValue()) + " | "
                                                                         + cell(header.getValue().path("description"))
                                                                         + " |"));
        return String.join("\n", lines) + "\n";
    }

    private static void options(JsonNode options, Predicate<String> listed, List<String> lines) {
        lines.add("");
        lines.add("| option | group | type | default | |");
        lines.add("|---|---|---|---|---|");
        options.properties().forEach(option -> {
            JsonNode about = option.getValue();
            if (listed.test(option.getKey())) {
                lines.add("| `" + option.getKey() + "`" + (about.path("required").asBoolean() ? " (required)" : "") + " | "
                          + about.path("group").asText() + " | " + type(about) + " | " + defaultOf(about) + " | "
                          + cell(about.path("description")) + " |");
            }
        });
    }

    private static String type(JsonNode about) {
        List<String> values = new ArrayList<>();
        about.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
        if (!values.isEmpty()) {
            return String.join(" ", values);
        }
        String type = about.path("type").asText();
        return type.equals("duration") ? "duration (ms, or such as `30s`)" : simpleNames(about.path("javaType").asText());
    }

    private static String simpleNames(String type) {
        String simple = type.replaceAll("[a-z0-9]+\\.", "");
        return simple.contains("<") ? "`" + simple + "`" : simple;
    }

    /** A Boolean that may be absent has no default, though the catalog knows none but false. */
    private static String defaultOf(JsonNode about) {
        return !about.has("defaultValue") || about.path("javaType").asText().equals("java.lang.Boolean")
                ? "" : "`" + about.path("defaultValue").asText() + "`";
    }

    private static String cell(JsonNode text) {
        return text.asText().replace("|", "\\|").replaceAll("(\\$\\{[^}]*})", "`$1`");
    }
}
