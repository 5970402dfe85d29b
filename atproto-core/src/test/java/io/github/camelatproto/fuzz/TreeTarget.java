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

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.InvalidRepoException;
import io.github.camelatproto.repo.Mst;

/** A block is a node of a tree, and then the one that the tree writes, or is refused as documented. */
public final class TreeTarget {

    private TreeTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Cid cid = Cid.ofDagCbor(input);
        try {
            Mst tree = Mst.load(cid, asked -> asked.equals(cid) ? input : null);
            tree.entries((key, value) -> {
                if (!value.equals(tree.get(key))) {
                    throw new AssertionError("An entry that is not found");
                }
            });
            tree.blocks((name, block) -> {
                if (!Arrays.equals(block, input)) {
                    throw new AssertionError("Another block than the one that was read");
                }
            });
        } catch (InvalidRepoException e) {
            // as documented
        }
    }
}
