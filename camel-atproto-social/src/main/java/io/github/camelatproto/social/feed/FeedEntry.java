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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import io.github.camelatproto.social.web.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a feed, in plain text. Immutable.
 *
 * @param key           its name for ever: its guid (in Atom its id), else its link, else {@code sha256:} and the
 *                      SHA-256 of title and summary; not empty
 * @param title         plain text on one line, empty if it has none
 * @param link          absolute, {@code http} or {@code https}, if it has one
 * @param published     when it was published, if the feed says so: the same for ever
 * @param updated       when it was changed last, if the feed says so
 * @param feedPublished the date of the feed as a whole, if it has one
 * @param summary       plain text on one line, empty if it has none
 * @param content       the whole text in plain paragraphs, if the feed has more than the summary; else empty
 * @param tags          what it is filed under, in plain text, without doubles
 * @param image         a picture that belongs to it, if it names one
 * @param language      the feed's language as a BCP 47 tag, if it names one
 */
public record FeedEntry(
        String key, String title, @Nullable URI link, @Nullable Instant published, @Nullable Instant updated,
        @Nullable Instant feedPublished, String summary, String content, List<String> tags, @Nullable URI image,
        @Nullable String language) {

    public FeedEntry {
        tags = List.copyOf(tags);
    }

    private static final int LONGEST_NAME = 120;

    /** The SHA-256 of the key, as 64 hex digits: what a table can hold, however long the guid is. */
    public String keyHash() {
        return sha256(key);
    }

    /** When it was published, else changed last, if the feed says either. */
    public @Nullable Instant date() {
        return published == null ? updated : published;
    }

    /** Whether there is nothing to post: no title, no link and no summary. */
    public boolean isEmpty() {
        return title.isEmpty() && link == null && summary.isEmpty();
    }

    /** How to call the entry in a log or an error: its key, on one line, with its end left out if it is long. */
    public String name() {
        return PlainText.shown(key, LONGEST_NAME);
    }

    /** The name of an entry that has no guid. */
    static String keyWithoutGuid(@Nullable URI link, String title, String summary) {
        return link == null ? "sha256:" + sha256(title + "\n" + summary) : link.toString();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
