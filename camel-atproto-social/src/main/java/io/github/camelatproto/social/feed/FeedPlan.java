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
import java.util.List;

import io.github.camelatproto.syntax.Tid;

/**
 * What is to be done for a feed. Immutable.
 *
 * @param created   entries that get a record, oldest first
 * @param changed   entries that were edited
 * @param gone      entries whose records go
 * @param learnt    what else is to be remembered of entries, with nothing to be written
 * @param forgotten keys under which nothing is remembered any more
 * @param existing  how many entries were not remembered and are in the repo
 * @param known     how many are as they are remembered
 * @param warnings  for the operator
 */
record FeedPlan(
        List<Planned> created, List<Planned> changed, List<KnownEntry> gone, List<KnownEntry> learnt, List<String> forgotten,
        int existing, int known, List<String> warnings) {

    /**
     * An entry to be written.
     *
     * @param memory how it is remembered when it is written
     */
    record Planned(FeedEntry entry, KnownEntry memory) {
    }

    /** The same with the dates of new records. */
    FeedPlan created(List<Planned> dated) {
        return new FeedPlan(dated, changed, gone, learnt, forgotten, existing, known, warnings);
    }

    /** The key that an entry's record gets: in the UTC day of its publication, and the same for ever. */
    static String rkey(FeedEntry entry, int attempt) {
        String name = attempt == 0 ? entry.key() : entry.key() + "#" + attempt;
        Instant published = entry.published();
        return (published == null ? Tid.ofKey(name) : Tid.ofKey(name, published)).toString();
    }
}
