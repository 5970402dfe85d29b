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

import io.github.camelatproto.repo.Commit;

/** A block is a commit, and then written as it was, or refused as documented. */
public final class CommitTarget {

    private CommitTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Commit commit;
        try {
            commit = Commit.of(input);
        } catch (IllegalArgumentException e) {
            return;
        }
        if (!Arrays.equals(commit.block(), input)) {
            throw new AssertionError("Another block than the one that was read");
        }
    }
}
