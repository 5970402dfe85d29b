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
package io.github.camelatproto.repo;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Tid;

/**
 * Names a commit, the state of a repo after a write. The revision grows with every commit of one repo. Immutable and
 * safe for use by any thread.
 *
 * @param cid what the next write names to make sure that nobody came between ({@code swapCommit})
 * @param rev the revision
 * @see       <a href="https://atproto.com/specs/repository#commit-objects">Repository, commit objects</a>
 */
public record CommitMeta(Cid cid, Tid rev) {
}
