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

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads drafts as people write them: YAML, JSON, or Markdown whose front matter (YAML between two lines of three
 * hyphens) says when, and whose text is that of the post as it stands. Immutable and safe for use by any thread.
 */
public final class DraftReader {

    /** The most characters that a draft has. */
    public static final int MOST = 500_000;

    private static final Pattern FRONT_MATTER
            = Pattern.compile("\\A\\uFEFF?---[ \\t]*\\R(.*?)(?:^|\\R)---[ \\t]*(?:\\R|\\z)(.*)\\z", Pattern.DOTALL);
    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {
    };

    private final ObjectReader json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build().readerFor(MAP);
    private final ObjectReader yaml = new YAMLMapper(YAMLFactory.builder().loaderOptions(limits()).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .readerFor(MAP);

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(false);
        limits.setMaxAliasesForCollections(10);
        limits.setNestingDepthLimit(50);
        limits.setCodePointLimit(MOST);
        return limits;
    }

    /**
     * Reads a draft.
     *
     * @param  name                  of the file: by what it ends on is told what is in it (.yaml, .yml, .json, .md),
     *                               and what stands before that is the id where the draft has none
     * @throws InvalidEntryException if it cannot be read, saying where
     */
    public Map<String, Object> read(String name, String text) {
        if (text.length() > MOST) {
            throw new InvalidEntryException("It has " + text.length() + " characters, and a draft at most " + MOST);
        }
        int dot = name.lastIndexOf('.');
        String id = dot < 0 ? name : name.substring(0, dot);
        Map<String, Object> draft = switch (name.substring(dot + 1).toLowerCase(Locale.ROOT)) {
            case "json" -> object(json, text, "JSON");
            case "yaml", "yml" -> object(yaml, text, "YAML");
            case "md", "markdown" -> markdown(text);
            default -> throw new InvalidEntryException(
                    Shown.text(name) + " is no draft; one ends on .yaml, .json or .md");
        };
        draft.putIfAbsent("id", id.replace(' ', '-'));
        return draft;
    }

    private Map<String, Object> markdown(String text) {
        Matcher parts = FRONT_MATTER.matcher(text);
        if (!parts.matches()) {
            throw new InvalidEntryException(
                    "It has no front matter: lines such as at: 2026-12-24T18:00 between two lines of ---, before the text");
        }
        Map<String, Object> draft = object(yaml, parts.group(1), "YAML in the front matter");
        if (draft.put("text", parts.group(2).strip()) != null) {
            throw new InvalidEntryException("text: it stands both in the front matter and below it");
        }
        return draft;
    }

    private static Map<String, Object> object(ObjectReader reader, String text, String kind) {
        try {
            Map<String, Object> object = reader.readValue(text);
            if (object == null) {
                throw new InvalidEntryException("It has no " + kind);
            }
            return object;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? "" : ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
            throw new InvalidEntryException("It is no " + kind + where + ": " + firstLine(e.getOriginalMessage()), e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
