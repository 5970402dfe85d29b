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

import java.time.Instant;
import java.util.Map;

import io.github.camelatproto.syntax.Did;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What the entries of a feed become. Implementations are thread-safe. */
public interface EntryRecords {

    /**
     * Where entries become records.
     *
     * @param feed     that they are of
     * @param repo     whose the records are
     * @param exchange of the route, for expressions and uploads; not to be changed
     */
    record Place(Feed feed, Did repo, Exchange exchange) {
    }

    /** Where the records are. */
    String collection();

    /**
     * The record of an entry. May block to fetch what belongs to it.
     *
     * @param createdAt when it was made
     */
    Map<String, Object> record(FeedEntry entry, Instant createdAt, Place place);

    /** What is written of an entry, in short: where it is the same, the entry was not edited. */
    String digest(FeedEntry entry);

    /** Where a record leads, null if nowhere. */
    @Nullable
    String link(Map<?, ?> record, Feed feed);

    /** Whether a record is about this entry, by its title. */
    boolean tellsOf(FeedEntry entry, Map<?, ?> record);

    /** Whether a record says what it would be written to say now, as far as can be told without fetching anything. */
    boolean isUpToDate(FeedEntry entry, Map<?, ?> record, Place place);

    /** Whether a record that leads to an entry must be one of the feed's own, and is not somebody's by hand. */
    boolean isOwn(Map<?, ?> record, Place place);
}
