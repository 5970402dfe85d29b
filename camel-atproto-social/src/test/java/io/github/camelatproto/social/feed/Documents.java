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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.camelatproto.social.web.WebVersion;
import org.jspecify.annotations.Nullable;

/** Feeds for tests. */
final class Documents {

    private Documents() {
    }

    /** An RSS 2.0 feed of https://news.example/ with the items given. */
    static String rss(String... items) {
        return "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
               + "<title>News</title><link>https://news.example/</link><description>d</description>"
               + String.join("", items) + "</channel></rss>";
    }

    static String item(String... elements) {
        return "<item>" + String.join("", elements) + "</item>";
    }

    static List<FeedEntry> parse(String document) {
        return parse(document.getBytes(StandardCharsets.UTF_8), null);
    }

    static List<FeedEntry> parse(byte[] document, @Nullable String contentType) {
        return FeedParser.parse(new FeedDocument(
                "https://news.example/feed.xml", document, contentType, URI.create("https://news.example/feed.xml"),
                WebVersion.NONE)).entries();
    }

    /** The only entry of a feed with this item. */
    static FeedEntry entry(String... elements) {
        List<FeedEntry> entries = parse(rss(item(elements)));
        return entries.get(0);
    }
}
