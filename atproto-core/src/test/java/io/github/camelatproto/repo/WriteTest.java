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
package io.github.camelatproto.repo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WriteTest {

    private static final String THING = "com.example.thing";
    private static final Cid CID = Cid.parse("bafyreidlhma7iacrjsdskfx5uzyb5uwneffkwkd4vmkbv7hx2cc66janoi");

    @Test
    void namesItsCollectionAndKey() {
        Write write = Write.update(THING, "key", Map.of());

        assertThat(write.collection()).isEqualTo(Nsid.parse(THING));
        assertThat(write.rkey()).isEqualTo(RecordKey.parse("key"));
    }

    @Test
    void createsUnderAKeyToBeFound() {
        Write.Create create = Write.create(THING, Map.of("a", 1));

        assertThat(create.rkey()).isNull();
        assertThat(create.withRkey(RecordKey.parse("key"))).isEqualTo(Write.create(THING, "key", Map.of("a", 1)));
    }

    @Test
    void addsTheTypeWhereItIsAbsent() {
        assertThat(Write.create(THING, Map.of("a", 1)).record())
                .containsExactly(Map.entry("$type", THING), Map.entry("a", 1L));
    }

    @Test
    void keepsTheTypeWhereItIsRight() {
        assertThat(Write.update(THING, "key", AtJson.parseRecord("{\"a\":1,\"$type\":\"" + THING + "\"}")).record())
                .containsExactly(Map.entry("a", 1L), Map.entry("$type", THING));
    }

    @Test
    void refusesAnotherType() {
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> Write.create(THING, Map.of("$type", "com.example.secret")))
                .withMessage("another $type at $.record.$type: it must be the collection com.example.thing");
    }

    @Test
    void tellsTheCidThatThePdsWillCompute() {
        assertThat(Write.create(THING, Map.of("a", 1)).cid()).isEqualTo(CID);
        assertThat(Write.update(THING, "key", Map.of("a", 1.0)).cid()).isEqualTo(CID);
    }

    @Test
    void tellsHowManyBytesTheRecordTakes() {
        Write.Create create = Write.create(THING, Map.of("a", 1));

        assertThat(create.encodedSize()).isEqualTo(DagCbor.encode(create.record()).length);
    }

    @Test
    void saysWhereTheRecordIsWrong() {
        assertThatExceptionOfType(DataModelException.class)
                .isThrownBy(() -> Write.create(THING, "key", Map.of("list", List.of(1, 1.5))))
                .withMessageStartingWith("float 1.5 at $.record.list[1]: ");
    }

    @Test
    void saysWhichNameIsWrong() {
        assertThatIllegalArgumentException().isThrownBy(() -> Write.delete("thing", "key"))
                .withMessageStartingWith("Invalid NSID: ");
        assertThatIllegalArgumentException().isThrownBy(() -> Write.delete(THING, "a/b"))
                .withMessageStartingWith("Invalid record key: ");
    }

    @Test
    void doesNotChangeWithTheMapThatItWasMadeOf() {
        Map<String, Object> record = new HashMap<>(Map.of("a", 1));
        Write.Create create = Write.create(THING, record);
        record.put("a", 2);

        assertThat(create.record()).containsEntry("a", 1L).isUnmodifiable();
        assertThat(create.cid()).isEqualTo(CID);
    }

    @Test
    void isEqualWhenItLeavesTheSameBehind() {
        assertThat(Write.create(THING, "key", Map.of("bytes", new byte[] { 1 })))
                .isEqualTo(Write.create(THING, "key", Map.of("bytes", Map.of("$bytes", "AQ"))))
                .hasSameHashCodeAs(Write.create(THING, "key", Map.of("bytes", new byte[] { 1 })))
                .isNotEqualTo(Write.create(THING, "key", Map.of()))
                .isNotEqualTo(Write.create(THING, "other", Map.of("bytes", new byte[] { 1 })))
                .isNotEqualTo(Write.update(THING, "key", Map.of("bytes", new byte[] { 1 })));
        assertThat(Write.delete(THING, "key")).isEqualTo(Write.delete(THING, "key"));
    }

    @Test
    void doesNotShowTheRecord() {
        Map<String, Object> record = Map.of("text", "secret");

        assertThat(Write.create(THING, "key", Map.of("a", 1))).hasToString("create com.example.thing/key (" + CID + ")");
        assertThat(Write.create(THING, Map.of("a", 1))).hasToString("create com.example.thing/? (" + CID + ")");
        assertThat(Write.update(THING, "key", record).toString()).startsWith("update com.example.thing/key (")
                .doesNotContain("secret");
        assertThat(Write.delete(THING, "key")).hasToString("delete com.example.thing/key");
    }
}
