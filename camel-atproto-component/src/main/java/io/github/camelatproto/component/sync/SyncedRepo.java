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
package io.github.camelatproto.component.sync;

import java.util.concurrent.CompletionStage;

import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.data.Cid;

/** The repo in which a collection is synced, as {@link CollectionSync} needs it. */
public interface SyncedRepo {

    /** The repo's head. */
    CompletionStage<Cid> head();

    /** The records of the collection, as they were at this head or later: at least those that the message speaks of. */
    CompletionStage<CollectionState> read(WantedRecords wanted, Cid head);

    CompletionStage<Outcome> submit(Unit unit);
}
