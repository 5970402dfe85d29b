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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Lexicons of a folder, good and broken. */
class LexiconsLoadTest {

    private static final String LEXICON = "{\"lexicon\": 1, \"id\": \"com.example.thing\", \"defs\": {\"main\": %s}}";
    private static final String RECORD
            = "{\"type\": \"record\", \"key\": \"any\", \"record\": {\"type\": \"object\", \"properties\": {\"value\": %s}}}";

    @TempDir
    Path folder;

    @Test
    void readsFoldersInFoldersAndWhatIsBundledBesides() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("com/example"));
        Files.writeString(deep.resolve("README.md"), "no lexicon");

        Lexicons lexicons = Thing.load(deep, LEXICON.formatted(RECORD.formatted("{\"type\": \"integer\"}")));

        assertThat(lexicons.isKnownRecord("com.example.thing")).isTrue();
        assertThat(lexicons.isKnownRecord("app.bsky.feed.post")).isTrue();
        assertThat(Lexicons.load(folder).isKnownRecord("com.example.thing")).isTrue();
    }

    @Test
    void prefersTheFolderToWhatIsBundled() throws IOException {
        Lexicons lexicons = Thing.load(folder, LEXICON.replace("com.example.thing", "app.bsky.feed.post")
                .formatted(RECORD.formatted("{\"type\": \"integer\"}")));

        assertThat(lexicons.validateRecord("app.bsky.feed.post", Map.of("$type", "app.bsky.feed.post", "value", 1L))).isEmpty();
    }

    @Test
    void readsSubscriptionsAndPermissionSetsWithoutUse() throws IOException {
        Lexicons lexicons = Thing.load(folder, LEXICON.formatted("{\"type\": \"subscription\"}"));

        assertThat(lexicons.kindOf("com.example.thing")).isEqualTo(MethodKind.NONE);
    }

    @Test
    void doesNotAskForWhatOnlyOutputsReferTo() throws IOException {
        Lexicons lexicons = Thing.load(folder, LEXICON.formatted("{\"type\": \"query\"}, \"view\": {\"type\": \"object\","
                                                                 + " \"properties\": {\"a\": {\"type\": \"ref\", \"ref\": \"com.example.missing\"}}}"));

        assertThat(lexicons.kindOf("com.example.thing")).isEqualTo(MethodKind.QUERY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "{ | malformed JSON",
            "[] | a record that is no object at $",
            "{} | lexicon version that is not 1 at $",
            "{\"lexicon\": 2} | lexicon version that is not 1 at $",
            "{\"lexicon\": 1} | no id at $",
            "{\"lexicon\": 1, \"id\": \"thing\"} | Invalid NSID: fewer than three segments",
            "{\"lexicon\": 1, \"id\": \"com.example.thing\"} | no defs at $",
            "{\"lexicon\": 1, \"id\": \"com.example.thing\", \"defs\": {\"main\": 1}} | main that is no object at $.defs" })
    void refusesWhatIsNoLexicon(String json, String reason) {
        assertBroken(json, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "{} | no type at $.defs.main",
            "{\"type\": \"thing\"} | type \"thing\" that cannot stand here at $.defs.main",
            "{\"type\": \"ref\", \"ref\": \"#a\"} | definition that is a mere reference at $.defs.main",
            "{\"type\": \"record\"} | no key at $.defs.main",
            "{\"type\": \"record\", \"key\": \"literal:\"} | key that is not tid, nsid, any or literal:, followed by a record key",
            "{\"type\": \"record\", \"key\": \"any\"} | no record at $.defs.main",
            "{\"type\": \"record\", \"key\": \"any\", \"record\": {\"type\": \"string\"}} | type that is not object",
            "{\"type\": \"object\", \"required\": [\"a\"]} | required key \"a\" that is not in properties at $.defs.main",
            "{\"type\": \"object\", \"nullable\": [\"a\"]} | nullable key \"a\" that is not in properties at $.defs.main",
            "{\"type\": \"object\", \"required\": \"a\"} | required that is no array at $.defs.main",
            "{\"type\": \"object\", \"required\": [1]} | required that are not all strings at $.defs.main",
            "{\"type\": \"procedure\", \"input\": {}} | no encoding at $.defs.main.input",
            "{\"type\": \"query\", \"parameters\": {\"type\": \"object\"}} | type that is not params at $.defs.main.parameters",
            "{\"type\": \"query\", \"parameters\": {\"type\": \"params\", \"properties\": {\"a\": {\"type\": \"blob\"}}}}"
                                                                                                                                 + " | parameter that is not boolean, integer, string or an array of them" })
    void refusesBrokenDefinitions(String definition, String reason) {
        assertBroken(LEXICON.formatted(definition), reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
            "{\"type\": \"record\"} | type \"record\" that cannot stand here at $.defs.main.record.properties.value",
            "{\"type\": \"string\", \"format\": \"email\"} | unknown format \"email\"",
            "{\"type\": \"string\", \"maxLength\": \"1\"} | maxLength that is no integer",
            "{\"type\": \"string\", \"minLength\": 2, \"maxLength\": 1} | minLength greater than maxLength",
            "{\"type\": \"string\", \"maxLength\": 1, \"default\": \"ab\"} | value in const, enum or default that breaks",
            "{\"type\": \"string\", \"enum\": [\"a\", 1]} | value in const, enum or default that breaks",
            "{\"type\": \"string\", \"enum\": []} | empty enum",
            "{\"type\": \"integer\", \"enum\": [1, 2], \"const\": 3} | const that is not in enum",
            "{\"type\": \"array\"} | no items",
            "{\"type\": \"blob\", \"accept\": [1]} | accept that are not all strings",
            "{\"type\": \"ref\"} | no ref",
            "{\"type\": \"ref\", \"ref\": \"a#b#c\"} | reference with more than one #",
            "{\"type\": \"union\", \"refs\": [], \"closed\": true} | closed union of nothing",
            "{\"type\": \"ref\", \"ref\": \"#a\"} | com.example.thing refers to \"com.example.thing#a\", which is not there",
            "{\"type\": \"union\", \"refs\": [\"com.example.a\"]} | com.example.thing refers to \"com.example.a\", which is not there"
    })
    void refusesBrokenProperties(String schema, String reason) {
        assertBroken(LEXICON.formatted(RECORD.formatted(schema)), reason);
    }

    @Test
    void refusesUnionsOfWhatIsNoObject() {
        assertBroken(LEXICON.formatted(RECORD.formatted("{\"type\": \"union\", \"refs\": [\"#a\"]}")
                                       + ", \"a\": {\"type\": \"token\"}"),
                "com.example.thing refers to \"com.example.thing#a\", which is no object and so cannot be in a union");
    }

    @Test
    void refusesTwoLexiconsOfOneName() throws IOException {
        Files.writeString(folder.resolve("a.json"), LEXICON.formatted("{\"type\": \"token\"}"));

        assertBroken(LEXICON.formatted("{\"type\": \"token\"}"), "id that " + folder.resolve("a.json") + " has already at $");
    }

    @Test
    void saysThatAFolderIsMissing() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Lexicons.load(folder.resolve("none")));
    }

    private void assertBroken(String lexicon, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> Thing.load(folder, lexicon))
                .withMessageStartingWith("Broken lexicon " + folder.resolve("thing.json") + ": " + reason);
    }
}
