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

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.camelatproto.social.web.WebLinks;
import org.jspecify.annotations.Nullable;

/** Entries that are known under another key: sites change what a query says, and take that for a guid. */
final class MovedEntries {

    private final Map<String, Integer> pages = new HashMap<>();
    private final Map<String, KnownEntry> formers = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    MovedEntries(List<FeedEntry> entries, FeedState state) {
        Set<String> present = entries.stream().map(FeedEntry::keyHash).collect(Collectors.toSet());
        entries.stream().filter(entry -> entry.link() != null).forEach(entry -> pages.merge(page(entry), 1, Integer::sum));
        for (KnownEntry known : state.entries().values()) {
            if (known.link() != null && !present.contains(known.keyHash())
                    && formers.put(WebLinks.page(known.link()), known) != null) {
                ambiguous.add(WebLinks.page(known.link()));
            }
        }
    }

    private static String page(FeedEntry entry) {
        return WebLinks.page(String.valueOf(entry.link()));
    }

    /** Whether another entry of the feed leads to the same page. */
    boolean isShared(FeedEntry entry) {
        return pages.getOrDefault(page(entry), 0) > 1;
    }

    /** The entry that is gone from the feed, led to the same page and had the same title or date. */
    @Nullable
    KnownEntry former(FeedEntry entry) {
        if (entry.link() == null || isShared(entry) || ambiguous.contains(page(entry))) {
            return null;
        }
        KnownEntry former = formers.get(page(entry));
        boolean isSame = former != null && (former.title().equals(FeedEntry.sha256(entry.title()))
                || (former.published() != null && former.published().equals(entry.published())));
        return isSame ? former : null;
    }
}
