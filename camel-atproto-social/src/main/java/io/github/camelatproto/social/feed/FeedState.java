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
package io.github.camelatproto.social.feed;

import java.util.Map;

import io.github.camelatproto.social.web.WebVersion;

/**
 * What is remembered of a feed. Immutable.
 *
 * @param isNew   whether it was never read to its end before, as far as is remembered
 * @param version which version was read last
 * @param entries by the SHA-256 of their keys
 */
public record FeedState(boolean isNew, WebVersion version, Map<String, KnownEntry> entries) {

    public FeedState {
        entries = Map.copyOf(entries);
    }
}
