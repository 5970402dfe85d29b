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
 * The bounds of an endpoint's units.
 *
 * @param maxQueued          units that may wait; beyond it a message is refused at once
 * @param groupCommit        whether units may share a commit with those of other messages
 * @param maxWritesPerCommit writes in one commit, 1 to 200
 * @param maxRequestBytes    JSON bytes of a request that carries several units, where the PDS takes as many; a single
 *                           unit may be larger
 * @param requestTimeout     of one call; a rebase has as long
 * @param deliveryTimeout    from a unit's arrival until it is given up, waits for points apart
 * @param rateLimitPolicy    what becomes of units whose points are used up
 * @param maxRateLimitWait   from a unit's arrival, at most so long for points
 * @param swapRequired       whether a fence that the caller asks for must be honoured
 */
public record WriterSettings(
        int maxQueued, boolean groupCommit, int maxWritesPerCommit, int maxRequestBytes, Duration requestTimeout,
        Duration deliveryTimeout, RateLimitPolicy rateLimitPolicy, Duration maxRateLimitWait, boolean swapRequired) {
}
