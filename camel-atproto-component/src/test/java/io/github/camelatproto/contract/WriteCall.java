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

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The calls that write records, for what they have in common. */
enum WriteCall {
    CREATE_RECORD(Calls.CREATE_RECORD),
    PUT_RECORD(Calls.PUT_RECORD),
    APPLY_WRITES(Calls.APPLY_WRITES);

    final String nsid;

    WriteCall(String nsid) {
        this.nsid = nsid;
    }

    /** Well-formed input that writes a thing under a key, both different for every number. */
    ObjectNode input(User user, int number) {
        String rkey = "k" + number;
        return this == APPLY_WRITES
                ? user.batch(Writes.create(rkey, Records.thing(number)))
                : user.creation(rkey, Records.thing(number));
    }
}
