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
package io.github.camelatproto.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelatproto.component.AtprotoComponent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the properties in step with the options of the component's catalog; with {@code -Dupdate.starter=true} it
 * writes them.
 */
class ConfigurationTest {

    private static final Path GENERATED = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/generated");
    private static final String UPDATE = "./mvnw -pl camel-atproto-starter -am test -Dtest=ConfigurationTest"
                                         + " -Dsurefire.failIfNoSpecifiedTests=false -Dupdate.starter=true";
    private static final String ACCOUNTS = "Map<String, AtprotoAccount>";
    /** What is set as a reference to a bean, such as {@code #bean:name}, or as {@code #class:name}, is a text. */
    private static final Map<String, String> TYPES = Map.of(
            "boolean", "Boolean", "int", "Integer", "double", "Double", "java.lang.Integer", "Integer", "java.lang.Long",
            "Long",
            "io.github.camelatproto.component.commit.OnExisting", "OnExisting",
            "io.github.camelatproto.component.commit.RateLimitPolicy", "RateLimitPolicy",
            "io.github.camelatproto.component.RecordsOutputType", "RecordsOutputType");

    private final ObjectMapper json = new ObjectMapper();

    private record Option(String name, String type, JsonNode about) {

        String capital() {
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }

        String description() {
            return about.path("description").asText();
        }
    }

    private List<Option> options() throws IOException {
        List<Option> options = new ArrayList<>();
        try (InputStream catalog = AtprotoComponent.class
                .getResourceAsStream("/META-INF/io/github/camelatproto/component/atproto.json")) {
            json.readTree(catalog).path("componentProperties").properties().forEach(option -> {
                // those of the configuration are there by themselves
                if (!option.getKey().equals("configuration")) {
                    options.add(new Option(option.getKey(), type(option.getValue()), option.getValue()));
                }
            });
        }
        return options;
    }

    private static String type(JsonNode about) {
        String type = about.path("javaType").asText();
        if (type.startsWith("java.util.Map")) {
            return ACCOUNTS;
        }
        return about.path("type").asText().equals("duration") ? "Duration" : TYPES.getOrDefault(type, "String");
    }

    private static void isWritten(Path file, String content) throws IOException {
        if (Boolean.getBoolean("update.starter")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        }
        assertThat(file).as("%s, which is generated; write it anew with%n  %s%nand commit it", file, UPDATE).exists()
                .hasContent(content);
    }

    @Test
    void thereIsAPropertyForEachOption() throws IOException {
        StringBuilder fields = new StringBuilder();
        StringBuilder methods = new StringBuilder();
        for (Option option : options()) {
            boolean isMap = option.type().equals(ACCOUNTS);
            String type = isMap ? option.type() : "@Nullable " + option.type();
            fields.append("    private ").append(type).append(" ").append(option.name())
                    .append(isMap ? " = new HashMap<>();\n" : ";\n");
            methods.append("\n    public ").append(type).append(" get").append(option.capital()).append("() {\n        return ")
                    .append(option.name()).append(";\n    }\n\n    public void set").append(option.capital()).append("(")
                    .append(type).append(" ").append(option.name()).append(") {\n        this.").append(option.name())
                    .append(" = ").append(option.name()).append(";\n    }\n");
        }
        isWritten(GENERATED.resolve("java/io/github/camelatproto/springboot/AtprotoComponentConfiguration.java"), """
                /* Generated by ConfigurationTest - do NOT edit this file! */
                package io.github.camelatproto.springboot;

                import java.time.Duration;
                import java.util.HashMap;
                import java.util.Map;

                import io.github.camelatproto.component.AtprotoAccount;
                import io.github.camelatproto.component.RecordsOutputType;
                import io.github.camelatproto.component.commit.OnExisting;
                import io.github.camelatproto.component.commit.RateLimitPolicy;
                import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
                import org.jspecify.annotations.Nullable;
                import org.springframework.boot.context.properties.ConfigurationProperties;

                /** The component's options; null where a property is not set. */
                @ConfigurationProperties(prefix = "camel.component.atproto")
                public class AtprotoComponentConfiguration extends ComponentConfigurationPropertiesCommon {

                """ + fields + methods + "}\n");
    }

    @Test
    void toolsAreToldOfEachProperty() throws IOException {
        ObjectNode metadata = json.createObjectNode();
        metadata.putArray("groups").addObject().put("name", "camel.component.atproto").put("type",
                AtprotoComponentConfiguration.class.getName());
        ArrayNode properties = metadata.putArray("properties");
        for (Option option : options()) {
            ObjectNode property = properties.addObject();
            property.put("name",
                    "camel.component.atproto." + option.name().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
            property.put("type", switch (option.type()) {
                case "Duration" -> "java.time.Duration";
                case ACCOUNTS -> "java.util.Map<java.lang.String, io.github.camelatproto.component.AtprotoAccount>";
                case "String", "Boolean", "Double", "Integer", "Long" -> "java.lang." + option.type();
                default -> option.about().path("javaType").asText();
            });
            property.put("description", option.description());
            property.put("sourceType", AtprotoComponentConfiguration.class.getName());
            if (option.about().has("defaultValue")) {
                String value = option.about().path("defaultValue").asText();
                property.put("defaultValue", option.type().equals("Duration") ? value + "ms" : value);
            }
        }
        isWritten(GENERATED.resolve("resources/META-INF/spring-configuration-metadata.json"),
                json.writerWithDefaultPrettyPrinter().writeValueAsString(metadata) + "\n");
    }
}
