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

import io.github.camelatproto.data.DagCbor;

/** What decodes is what encoding it gives, and what does not is refused as documented. */
public final class DagCborTarget {

    private DagCborTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Object tree;
        try {
            tree = DagCbor.decode(input);
        } catch (IllegalArgumentException e) {
            return;
        }
        if (!Arrays.equals(DagCbor.encode(tree), input)) {
            throw new AssertionError("Another encoding than the one there is");
        }
    }
}
