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
 *
 * <p>
 * Inside, RepoWriter cuts groups off its WriteQueue and gives each to a Delivery. Its way out is PointHolds, Fencing,
 * UnderAFence, Sender; what comes back goes through Answers to Losses, ServerErrors or Overtaking, which let a Settler
 * read, and so Onward again. Settlement judges what was read; a Tracked knows what is known of one unit.
 */
@NullMarked
package io.github.camelatproto.component.commit;

import org.jspecify.annotations.NullMarked;
