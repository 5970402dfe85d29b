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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.camelatproto.social.web.WebLinks;
import org.jspecify.annotations.Nullable;

/**
 * Records of the repo in which entries are looked for that are not remembered: by their keys, and by where they lead.
 */
final class RepoRecords {

    private final Map<String, Map<?, ?>> byRkey = new HashMap<>();
    private final Map<String, String> rkeyByLink = new HashMap<>();
    private final Map<String, String> rkeyByPage = new HashMap<>();

    /**
     * Takes records from a listing.
     *
     * @param records as listRecords has them, the greatest record keys first; null for none
     * @param entries that are looked for; other records are not kept
     * @param oldest  the least record key that is of interest, null if all are; the listing is not read further
     * @param link    where a record leads
     */
    RepoRecords(
                @Nullable Iterator<Map<String, Object>> records, List<FeedEntry> entries, @Nullable String oldest,
                Function<Map<?, ?>, @Nullable String> link) {
        Set<String> rkeys = entries.stream().map(entry -> FeedPlan.rkey(entry, 0)).collect(Collectors.toSet());
        Set<String> pages = entries.stream().filter(entry -> entry.link() != null)
                .map(entry -> WebLinks.page(String.valueOf(entry.link()))).collect(Collectors.toSet());
        while (records != null && records.hasNext()) {
            Map<String, Object> record = records.next();
            String uri = String.valueOf(record.get("uri"));
            String rkey = uri.substring(uri.lastIndexOf('/') + 1);
            if (oldest != null && rkey.compareTo(oldest) < 0) {
                return;
            }
            if (record.get("value") instanceof Map<?, ?> value) {
                String leads = link.apply(value);
                boolean isLeading = leads != null && pages.contains(WebLinks.page(leads));
                if (isLeading || rkeys.contains(rkey)) {
                    byRkey.put(rkey, value);
                }
                if (leads != null && isLeading) {
                    // of several the oldest, which is read last
                    rkeyByLink.put(leads, rkey);
                    rkeyByPage.put(WebLinks.page(leads), rkey);
                }
            }
        }
    }

    @Nullable
    Map<?, ?> at(String rkey) {
        return byRkey.get(rkey);
    }

    /** The oldest record that leads there. */
    @Nullable
    String leadingTo(String link) {
        return rkeyByLink.get(link);
    }

    /** The oldest record that leads to the same page, whatever the query. */
    @Nullable
    String leadingToPage(String link) {
        return rkeyByPage.get(WebLinks.page(link));
    }
}
