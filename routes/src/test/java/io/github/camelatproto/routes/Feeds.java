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
package io.github.camelatproto.routes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** Feeds of one content in three languages. */
enum Feeds {

    RSS("application/rss+xml") {
        @Override
        String feed(List<Entry> entries) {
            return "<rss version='2.0'><channel><title>News</title><link>https://news.example/</link><description>d</description>"
                   + entries.stream()
                           .map(entry -> "<item><title>" + entry.title + "</title><guid isPermaLink='false'>" + entry.guid
                                         + "</guid><link>" + entry.link + "</link><pubDate>"
                                         + DateTimeFormatter.RFC_1123_DATE_TIME.format(entry.date.atOffset(ZoneOffset.UTC))
                                         + "</pubDate><description>" + entry.summary + "</description></item>")
                           .collect(Collectors.joining())
                   + "</channel></rss>";
        }
    },
    ATOM("application/atom+xml") {
        @Override
        String feed(List<Entry> entries) {
            return "<feed xmlns='http://www.w3.org/2005/Atom'><id>f</id><title>News</title><link href='https://news.example/'/>"
                   + entries.stream()
                           .map(entry -> "<entry><id>" + entry.guid + "</id><title>" + entry.title + "</title><link href='"
                                         + entry.link + "'/><published>" + entry.date + "</published><summary>"
                                         + entry.summary + "</summary></entry>")
                           .collect(Collectors.joining())
                   + "</feed>";
        }
    },
    JSON("application/feed+json") {
        @Override
        String feed(List<Entry> entries) {
            return "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"News\","
                   + " \"home_page_url\": \"https://news.example/\", \"items\": ["
                   + entries.stream()
                           .map(entry -> "{\"id\": \"" + entry.guid + "\", \"title\": \"" + entry.title + "\", \"url\": \""
                                         + entry.link + "\", \"date_published\": \"" + entry.date
                                         + "\", \"summary\": \"" + entry.summary + "\"}")
                           .collect(Collectors.joining(", "))
                   + "]}";
        }
    };

    private final String type;

    Feeds(String type) {
        this.type = type;
    }

    record Entry(String guid, String title, String link, Instant date, String summary) {

        /** The n-th entry of a feed that has one each hour. */
        static Entry of(int n) {
            return new Entry(
                    "urn:news:" + n, "News " + n, "https://news.example/" + n,
                    Instant.parse("2026-01-02T00:00:00Z").plusSeconds(3600L * n), "About " + n);
        }

        Entry titled(String other) {
            return new Entry(guid, other, link, date, summary);
        }

        Entry at(Instant other) {
            return new Entry(guid, title, link, other, summary);
        }

        Entry linkedTo(String other) {
            return new Entry(guid, title, other, date, summary);
        }

        Entry called(String other) {
            return new Entry(other, title, link, date, summary);
        }
    }

    abstract String feed(List<Entry> entries);

    String type() {
        return type;
    }
}
