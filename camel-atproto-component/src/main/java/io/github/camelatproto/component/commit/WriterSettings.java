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

import java.time.Duration;

/**
 * The bounds of a {@link RepoWriter}.
 *
 * @param maxQueued          units that may wait; beyond it a message is refused at once
 * @param maxWritesPerCommit writes in one commit, 1 to 200
 * @param maxRequestBytes    JSON bytes of a request that carries several units; a single unit may be larger
 * @param deliveryTimeout    from a unit's arrival until it is given up
 */
public record WriterSettings(int maxQueued, int maxWritesPerCommit, int maxRequestBytes, Duration deliveryTimeout) {
}
