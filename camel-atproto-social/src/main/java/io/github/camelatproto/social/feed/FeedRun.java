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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/** A poll of a feed under way, as the route passes it from step to step. Immutable. */
public final class FeedRun {

    private final @Nullable Feed feed;
    private final FeedState state;
    private final @Nullable Did repo;
    private final @Nullable FeedPlan plan;
    private final Map<String, @Nullable Object> wanted;

    private FeedRun(
                    @Nullable Feed feed, FeedState state, @Nullable Did repo, @Nullable FeedPlan plan,
                    Map<String, @Nullable Object> wanted) {
        this.feed = feed;
        this.state = state;
        this.repo = repo;
        this.plan = plan;
        this.wanted = wanted;
    }

    static FeedRun of(@Nullable Feed feed, FeedState state) {
        return new FeedRun(feed, state, null, null, Map.of());
    }

    FeedRun planned(Did did, FeedPlan made, Map<String, @Nullable Object> records) {
        return new FeedRun(feed, state, did, made, Collections.unmodifiableMap(new LinkedHashMap<>(records)));
    }

    /** Whether there is anything to look at: false where the server says that the feed is as it was. */
    public boolean isChanged() {
        return feed != null;
    }

    /** Whether there are entries that are not remembered, and may be in the repo all the same. */
    public boolean isLookingUp() {
        return feed != null
                && feed.entries().stream().anyMatch(entry -> !state.entries().containsKey(entry.keyHash()));
    }

    /**
     * The feed.
     *
     * @throws NullPointerException if it has not changed
     */
    public Feed getFeed() {
        return Objects.requireNonNull(feed);
    }

    /** What {@code atproto:syncRecords} is to make of the collection: records by their keys, null for those that go. */
    public Map<String, @Nullable Object> getWanted() {
        return wanted;
    }

    FeedState state() {
        return state;
    }

    @Nullable
    Did repo() {
        return repo;
    }

    @Nullable
    FeedPlan plan() {
        return plan;
    }
}
