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
package io.github.camelatproto.contract;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.contract.Records.POST;
import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.post;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

/** Which rkeys are taken: by their syntax always, by the lexicon where it is known and asked. */
abstract class RecordKeyContract extends Contract {

    RecordKeyContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    static Stream<String> aLegalKeyIsTaken() {
        return Stream.of("a", "...", "~1.2:3_4-5", "ABC", "a".repeat(512));
    }

    @ParameterizedTest
    @MethodSource
    void aLegalKeyIsTaken(String rkey) {
        assertThat(alice.createRecord(alice.creation(rkey, thing(1))).success().text("uri"))
                .isEqualTo(alice.uri(THING, rkey));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", "..", "a/b", "a b", "@a", "é", "a#b" })
    void anIllegalKeyIsRefusedEvenUnvalidated(String rkey) {
        assertThat(alice.createRecord(alice.creation(rkey, thing(1)).put("validate", false)))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.rkey");
    }

    @Test
    void aKeyOf513CharactersIsTooLong() {
        assertThat(alice.createRecord(alice.creation("a".repeat(513), thing(1))))
                .isRefused(400, "InvalidRequest").withMessageContaining("maximum 512, got 513").withMessageContaining("$.rkey");
    }

    @Test
    void nullIsNoKey() {
        assertThat(alice.createRecord(alice.creation(thing(1)).putNull("rkey")))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.rkey");
    }

    @Test
    void aLexiconWhoseKeysAreTidsRefusesOthers() {
        assertThat(alice.createRecord(alice.creation("custom", post())))
                .isRefused(400, "InvalidRequest").withMessageContaining("Invalid record key for app.bsky.feed.post");
    }

    @Test
    void unvalidatedTheLexiconIsNotAskedAboutKeys() {
        assertThat(alice.createRecord(alice.creation("custom", post()).put("validate", false)).success().text("uri"))
                .isEqualTo(alice.uri(POST, "custom"));
    }

    @Test
    void aLexiconWithOneLiteralKeyTakesIt() {
        assertThat(alice.createRecord(alice.creation("self", profile()))).isSuccess();
    }

    @Test
    void aLexiconWithOneLiteralKeyRefusesOthers() {
        assertThat(alice.createRecord(alice.creation("other", profile())))
                .isRefused(400, "InvalidRequest").withMessageContaining("Invalid record key for app.bsky.actor.profile");
    }

    @Test
    void aLexiconWithOneLiteralKeyDoesNotMakeItTheDefault() {
        assertThat(alice.createRecord(alice.creation(profile())))
                .isRefused(400, "InvalidRequest").withMessageContaining("Invalid record key for app.bsky.actor.profile");
    }

    @Test
    void inABatchTheWriteIsNamed() {
        assertThat(alice.applyWrites(alice.batch(Writes.create(thing(1)), Writes.create("a/b", thing(2)))))
                .isRefused(400, "InvalidRequest").withMessageContaining("$.writes[1].rkey");
    }

    @Test
    void inABatchTheLexiconIsAskedToo() {
        assertThat(alice.applyWrites(alice.batch(Writes.create("custom", post()))))
                .isRefused(400, "InvalidRequest").withMessageContaining("Invalid record key for app.bsky.feed.post");
    }

    private static ObjectNode profile() {
        return Json.object("{'$type': 'app.bsky.actor.profile', 'displayName': 'Alice'}");
    }
}
