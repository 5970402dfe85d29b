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

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelatproto.contract.Pds.Account;

/** An account, and its repo as its owner sees it. */
record User(Account account, Xrpc xrpc) {

    /** The session that came with the account. */
    Session session() {
        return account.session();
    }

    String did() {
        return account.did();
    }

    /** The address of a record in this repo. */
    String uri(String collection, String rkey) {
        return "at://" + did() + "/" + collection + "/" + rkey;
    }

    /** Well-formed input of createRecord that leaves the rkey to the PDS. */
    ObjectNode creation(ObjectNode record) {
        return Json.object("{}")
                .put("repo", did()).put("collection", record.path("$type").textValue()).set("record", record);
    }

    /** Well-formed input of createRecord, and of putRecord. */
    ObjectNode creation(String rkey, ObjectNode record) {
        return creation(record).put("rkey", rkey);
    }

    /** Well-formed input of applyWrites. */
    ObjectNode batch(ObjectNode... writes) {
        ObjectNode input = Json.object("{}").put("repo", did());
        input.putArray("writes").addAll(List.of(writes));
        return input;
    }

    Answer createRecord(ObjectNode input) {
        return xrpc.procedure(Calls.CREATE_RECORD, input);
    }

    Answer putRecord(ObjectNode input) {
        return xrpc.procedure(Calls.PUT_RECORD, input);
    }

    Answer applyWrites(ObjectNode input) {
        return xrpc.procedure(Calls.APPLY_WRITES, input);
    }

    Answer getRecord(String collection, String rkey) {
        return xrpc.query(Calls.GET_RECORD, Map.of("repo", did(), "collection", collection, "rkey", rkey));
    }

    /** The newest commit of the repo. */
    Commit head() {
        return Commit.of(xrpc.query(Calls.GET_LATEST_COMMIT, Map.of("did", did())).success().body());
    }
}
