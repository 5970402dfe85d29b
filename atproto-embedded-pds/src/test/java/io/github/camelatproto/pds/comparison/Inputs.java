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
package io.github.camelatproto.pds.comparison;

import io.github.camelatproto.data.Cid;

/**
 * What calls are made of: requests that are right, and the parts they have in common. Single quotes stand for double
 * ones.
 */
final class Inputs {
    static final String CREATE_RECORD = "com.atproto.repo.createRecord";
    static final String PUT_RECORD = "com.atproto.repo.putRecord";
    static final String DELETE_RECORD = "com.atproto.repo.deleteRecord";
    static final String APPLY_WRITES = "com.atproto.repo.applyWrites";

    /** Whose lexicon no PDS knows. */
    static final String THING = "'collection': 'com.example.thing'";
    /** Whose lexicon every PDS knows, and whose rkeys are TIDs. */
    static final String POST = "'collection': 'app.bsky.feed.post'";
    static final String HELLO = "'record': {'text': 'hello', 'createdAt': '2026-11-22T12:00:00.000Z'}";
    /** The CID of a block that nobody has. */
    static final String UNKNOWN_CID = Cid.ofDagCbor(new byte[0]).toString();

    private Inputs() {
    }

    /** createRecord in the repo of alice, by her. */
    static Request createRecord(String... fields) {
        return byAlice(CREATE_RECORD, fields);
    }

    static Request putRecord(String... fields) {
        return byAlice(PUT_RECORD, fields);
    }

    static Request deleteRecord(String... fields) {
        return byAlice(DELETE_RECORD, fields);
    }

    static Request applyWrites(String... fields) {
        return byAlice(APPLY_WRITES, fields);
    }

    static String writes(String... writes) {
        return "'writes': [" + String.join(", ", writes) + "]";
    }

    /** A write of applyWrites, its kind one of create, update and delete. */
    static String write(String kind, String... fields) {
        return "{'$type': 'com.atproto.repo.applyWrites#" + kind + "', " + String.join(", ", fields) + "}";
    }

    static String rkey(String rkey) {
        return "'rkey': '" + rkey + "'";
    }

    static Request getRecord(String collection, String rkey) {
        return Request.query("com.atproto.repo.getRecord", "repo=${alice}", "collection=" + collection, "rkey=" + rkey);
    }

    static Request latestCommit(String did) {
        return Request.query("com.atproto.sync.getLatestCommit", "did=" + did);
    }

    private static Request byAlice(String nsid, String... fields) {
        return Request.procedure(nsid, "{'repo': '${alice}', " + String.join(", ", fields) + "}").as("alice");
    }
}
