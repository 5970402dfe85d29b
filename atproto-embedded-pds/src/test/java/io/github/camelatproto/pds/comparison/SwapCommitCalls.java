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

import static io.github.camelatproto.pds.comparison.Case.call;
import static io.github.camelatproto.pds.comparison.Inputs.HELLO;
import static io.github.camelatproto.pds.comparison.Inputs.POST;
import static io.github.camelatproto.pds.comparison.Inputs.createRecord;
import static io.github.camelatproto.pds.comparison.Inputs.latestCommit;

/** What createRecord makes of swapCommit. */
final class SwapCommitCalls {

    private SwapCommitCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("swapCommit on createRecord",
                call("getLatestCommit", latestCommit("${alice}")).keeping("head", "/cid"),
                call("swapCommit ok", swapping("'${head}'")),
                call("swapCommit stale", swapping("'${head}'")),
                call("swapCommit unparseable", swapping("'zzz'")),
                call("swapCommit null", swapping("null")),
                call("swapCommit empty string", swapping("''")),
                call("swapCommit a number", swapping("5")));
    }

    private static Request swapping(String commit) {
        return createRecord(POST, HELLO, "'swapCommit': " + commit);
    }
}
