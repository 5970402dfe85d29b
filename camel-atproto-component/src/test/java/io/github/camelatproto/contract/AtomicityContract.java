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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.camelatproto.contract.Records.THING;
import static io.github.camelatproto.contract.Records.cid;
import static io.github.camelatproto.contract.Records.invalidPost;
import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/** A batch of applyWrites is written as a whole or not at all. */
abstract class AtomicityContract extends Contract {

    AtomicityContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    static Stream<Arguments> oneBadWriteUndoesTheBatch() {
        return Stream.of(
                argumentSet("a create on an existing rkey", Writes.create("there", thing(2)), 500, "InternalServerError"),
                argumentSet("a second create of one rkey", Writes.create("good1", thing(2)), 500, "InternalServerError"),
                argumentSet("an update of a missing record", Writes.update("missing", thing(2)), 500, "InternalServerError"),
                argumentSet("a delete of a missing record", Writes.delete("missing"), 500, "InternalServerError"),
                argumentSet("an invalid record", Writes.create(invalidPost()), 400, "InvalidRequest"),
                argumentSet("a float", Writes.create(thing(2).put("f", 1.5)), 400, "InvalidRequest"),
                argumentSet("an illegal rkey", Writes.create("a/b", thing(2)), 400, "InvalidRequest"));
    }

    @ParameterizedTest
    @MethodSource
    void oneBadWriteUndoesTheBatch(ObjectNode bad, int status, String error) {
        alice.createRecord(alice.creation("there", thing(1))).success();
        Commit head = alice.head();

        Answer answer = alice.applyWrites(alice.batch(
                Writes.create("good1", thing(3)), Writes.update("there", thing(4)), bad, Writes.create("good2", thing(5))));

        assertThat(answer).isRefused(status, error);
        assertThat(alice.head()).isEqualTo(head);
        assertThat(alice.getRecord(THING, "good1")).isRefused(400, "RecordNotFound");
        assertThat(alice.getRecord(THING, "good2")).isRefused(400, "RecordNotFound");
        assertThat(alice.getRecord(THING, "there").success().text("cid")).isEqualTo(cid(thing(1)).toString());
    }
}
