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
package io.github.camelatproto.schedule.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelatproto.schedule.Entry;
import io.github.camelatproto.schedule.EntryState;
import io.github.camelatproto.schedule.Happening;
import io.github.camelatproto.schedule.PostContent;
import io.github.camelatproto.schedule.RecordContent;
import org.jspecify.annotations.Nullable;

/** Entries and what happened to them, as the page and programs see them. */
final class EntryView {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm:ss", Locale.ENGLISH);
    private static final String APP = "https://bsky.app/profile/";

    private EntryView() {
    }

    /** What is the same wherever an entry is shown. */
    static Map<String, Object> of(Entry entry) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", entry.id());
        view.put("account", entry.draft().account());
        view.put("state", state(entry.state()));
        view.put("title", entry.draft().content().title());
        view.put("due", entry.due() == null ? null : entry.due().toString());
        view.put("dueText", entry.due() == null ? "" : time(entry.due(), entry.draft().timing().zone()));
        view.put("zone", entry.draft().timing().zone().getId());
        view.put("recurs", entry.draft().timing().isRecurring());
        view.put("waits", entry.state() == EntryState.SCHEDULED && entry.due() != null && entry.notBefore().isAfter(entry.due())
                ? time(entry.notBefore(), entry.draft().timing().zone()) : null);
        view.put("isOpen", entry.state().isOpen());
        view.put("isHeld", entry.state() == EntryState.HELD);
        view.put("isPost", entry.draft().content() instanceof PostContent);
        view.put("isRecord", entry.draft().content() instanceof RecordContent);
        view.put("isThread", entry.draft().content() instanceof PostContent post && post.isThread());
        view.put("draft", entry.draft().source());
        return view;
    }

    static List<Map<String, Object>> all(List<Entry> entries) {
        List<Map<String, Object>> views = new ArrayList<>();
        entries.forEach(entry -> views.add(of(entry)));
        return views;
    }

    static Map<String, Object> of(Happening happening, ZoneId zone) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("entry", happening.entry());
        view.put("at", happening.at().toString());
        view.put("atText", time(happening.at(), zone));
        view.put("kind", happening.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        view.put("occurrence", happening.occurrence() == null ? null : happening.occurrence().toString());
        view.put("uri", happening.uri());
        view.put("link", link(happening.uri()));
        view.put("detail", happening.detail());
        return view;
    }

    static List<Map<String, Object>> all(List<Happening> happenings, ZoneId zone) {
        List<Map<String, Object>> views = new ArrayList<>();
        happenings.forEach(happening -> views.add(of(happening, zone)));
        return views;
    }

    static String state(EntryState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    /** Where a post is seen; null for other records. */
    private static @Nullable String link(@Nullable String uri) {
        String[] parts = uri == null ? new String[0] : uri.split("/", -1);
        return parts.length == 5 && parts[3].equals("app.bsky.feed.post") ? APP + parts[2] + "/post/" + parts[4] : null;
    }
}
