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
package io.github.camelatproto.component;

import java.net.URI;
import java.util.Map;

import io.github.camelatproto.component.commit.PointsLeft;
import io.github.camelatproto.component.commit.WriterState;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * What the writer of a repo is at and has done.
 *
 * @param pds     where the repo lives
 * @param commits made since the component started
 * @param lastRev of the last commit that an answer named; null where there is none yet
 * @param settled how many messages and list items ended, by verdict
 * @param points  left to its account
 */
record RepoState(
        URI pds, Did repo, WriterState writer, long commits, @Nullable Tid lastRev, Map<String, Long> settled,
        PointsLeft points) {
}
