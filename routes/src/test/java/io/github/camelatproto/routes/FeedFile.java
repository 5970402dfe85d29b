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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A feed in a file, which a test can rewrite as its publisher would. */
final class FeedFile {

    private final Path file;

    FeedFile(Path folder) {
        this.file = folder.resolve("feed.xml");
    }

    String url() {
        return file.toUri().toString();
    }

    /** Publishes one entry a title, with a guid, a link and a date of its own. */
    void publish(String... titles) throws IOException {
        publishRaw("<rss version='2.0'><channel><title>News</title><link>https://news.example/</link>"
                   + "<description>d</description>"
                   + Stream.of(titles).map(FeedFile::item).collect(Collectors.joining()) + "</channel></rss>");
    }

    void publishRaw(String content) throws IOException {
        Files.writeString(file, content);
    }

    private static String item(String title) {
        return "<item><title>" + title + "</title><guid isPermaLink='false'>urn:news:" + title + "</guid>"
               + "<link>https://news.example/" + title + "</link><pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate></item>";
    }
}
