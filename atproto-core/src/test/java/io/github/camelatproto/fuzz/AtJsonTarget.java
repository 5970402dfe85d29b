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
package io.github.camelatproto.fuzz;

import java.util.Arrays;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.data.DataModelException;

/** What parses is the same again when it has been written. */
public final class AtJsonTarget {

    private AtJsonTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Object tree;
        try {
            tree = AtJson.parse(input);
        } catch (DataModelException e) {
            return;
        }
        Object again = AtJson.parse(AtJson.writeBytes(tree));
        if (!Arrays.equals(DagCbor.encode(again), DagCbor.encode(tree))) {
            throw new AssertionError("Another tree than the one that was written");
        }
    }
}
