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
 * The commit engine: gets the writes of messages into a repo, in order, and settles what became of each.
 *
 * <p>
 * {@link io.github.camelatproto.component.commit.RepoWriter} takes {@link io.github.camelatproto.component.commit.Unit
 * units} and answers each with an {@link io.github.camelatproto.component.commit.Outcome}. It knows nothing of Camel
 * and nothing of HTTP: the repo is behind {@link io.github.camelatproto.component.commit.RepoClient}, waiting behind
 * {@link io.github.camelatproto.component.commit.Scheduler}, the time is a {@code java.time.Clock}.
 */
@NullMarked
package io.github.camelatproto.component.commit;

import org.jspecify.annotations.NullMarked;
