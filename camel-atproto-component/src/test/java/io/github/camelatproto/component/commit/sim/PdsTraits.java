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
package io.github.camelatproto.component.commit.sim;

import java.util.random.RandomGenerator;

/**
 * How a PDS differs from others.
 *
 * @param honoursFences    whether it refuses a {@code swapCommit} that is not its head
 * @param createsOverwrite whether a create replaces what lies at its rkey
 * @param showsResults     whether its answers hold {@code commit} and {@code results}
 * @param changesRecords   whether it stores something else than it was sent, under another CID
 * @param isLimited        whether it has the reference's rate limits
 * @param namesBadWrites   whether a refusal says which write of a list it means
 * @param requestBytes     how large a request it takes
 */
record PdsTraits(
        boolean honoursFences, boolean createsOverwrite, boolean showsResults, boolean changesRecords, boolean isLimited,
        boolean namesBadWrites, int requestBytes) {

    static final PdsTraits REFERENCE = new PdsTraits(true, false, true, false, false, true, 1_000_000);

    /** One in two is like the reference. */
    static PdsTraits draw(RandomGenerator random) {
        if (random.nextInt(2) == 0) {
            return REFERENCE.limited(random.nextInt(3) == 0);
        }
        return new PdsTraits(
                random.nextInt(6) != 0, random.nextInt(6) == 0, random.nextInt(4) != 0, random.nextInt(5) == 0,
                random.nextInt(2) == 0, random.nextInt(2) == 0, random.nextInt(3) == 0 ? 2_000 : 1_000_000);
    }

    PdsTraits limited(boolean isLimited) {
        return new PdsTraits(
                honoursFences, createsOverwrite, showsResults, changesRecords, isLimited, namesBadWrites, requestBytes);
    }

    /** The promise is given for a PDS that refuses a create on an existing rkey and honours fences. */
    boolean isPromised() {
        return honoursFences && !createsOverwrite;
    }
}
