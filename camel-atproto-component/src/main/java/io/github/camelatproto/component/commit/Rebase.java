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
package io.github.camelatproto.component.commit;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.data.Cid;

/**
 * Computes a unit's writes anew for every attempt, from the repo as it is at the head that the attempt will be fenced
 * with.
 */
@FunctionalInterface
public interface Rebase {

    /**
     * Called in the writer's turn; must not block, and must not write to the same repo.
     *
     * @param  head the commit that the writes are to come right after
     * @return      the writes; an empty list where there is nothing to write. Completes exceptionally where they cannot
     *              be computed, which fails the unit. Cancelled where they come too late
     */
    CompletionStage<List<NamedWrite>> onto(Cid head);
}
