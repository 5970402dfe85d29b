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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Tid;

/** One state of a whole repo; where two are equal, nothing was written in between. */
record Commit(Cid cid, Tid rev) {

    static Commit of(JsonNode json) {
        return new Commit(Cid.parse(json.required("cid").textValue()), Tid.parse(json.required("rev").textValue()));
    }
}
