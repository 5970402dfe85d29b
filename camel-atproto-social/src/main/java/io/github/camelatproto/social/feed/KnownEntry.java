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

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an entry. Immutable.
 *
 * @param keyHash   the SHA-256 of its key
 * @param guid      its key, shortened if it is long
 * @param rkey      its record's key, for life; null where it is passed over
 * @param link      where it led when it was written, if anywhere
 * @param title     the SHA-256 of its title
 * @param published as the feed said first, if it did
 * @param digest    of what is written of it, so that an edit is noticed
 * @param createdAt of its record, which an edit does not change; null where it is passed over
 * @param state     what became of it
 */
public record KnownEntry(
        String keyHash, String guid, @Nullable String rkey, @Nullable String link, String title, @Nullable Instant published,
        String digest, @Nullable Instant createdAt, State state) {

    /** What became of an entry. */
    public enum State {
        /** It is in the repo, and edits follow. */
        WRITTEN,
        /** A record that somebody else made leads to it. It is left alone. */
        FOREIGN,
        /** It was there before the first run, or the filter has it out. It is not written. */
        PASSED,
        /** The PDS or the lexicon does not take it as it is. It is tried again when it is edited. */
        REFUSED
    }

    /** The same with the date of its record. */
    KnownEntry createdAt(Instant date) {
        return new KnownEntry(keyHash, guid, rkey, link, title, published, digest, date, state);
    }

    /** The same, which cannot be written as it is. */
    KnownEntry refused() {
        return new KnownEntry(keyHash, guid, rkey, link, title, published, digest, createdAt, State.REFUSED);
    }

    /** The same entry under another key, or with another state. */
    KnownEntry as(FeedEntry entry, String newDigest, State newState) {
        return new KnownEntry(
                entry.keyHash(), entry.name(), rkey, entry.link() == null ? link : entry.link().toString(),
                FeedEntry.sha256(entry.title()), published == null ? entry.published() : published, newDigest, createdAt,
                newState);
    }
}
