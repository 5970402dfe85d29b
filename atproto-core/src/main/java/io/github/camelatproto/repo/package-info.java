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
/**
 * What is written into a repo: the {@link io.github.camelatproto.repo.Write}s of records, and the
 * {@link io.github.camelatproto.repo.CommitMeta} that a PDS answers when it has taken them.
 * <p>
 * And what a PDS makes of it: the tree of all records, {@link io.github.camelatproto.repo.Mst}, whose root is signed in
 * a {@link io.github.camelatproto.repo.Commit} with a {@link io.github.camelatproto.repo.SigningKey}, and the export of
 * both with the records, by {@link io.github.camelatproto.repo.CarWriter}. The other way round,
 * {@link io.github.camelatproto.repo.RepoExport} reads such an export and checks all of it, block by block of a
 * {@link io.github.camelatproto.repo.CarReader}.
 *
 * @see <a href="https://atproto.com/specs/repository">Repository</a>
 */
@NullMarked
package io.github.camelatproto.repo;

import org.jspecify.annotations.NullMarked;
