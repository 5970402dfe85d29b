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
package io.github.camelatproto.pds.repo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * Which likes, reposts, follows and blocks of a repo are of which subject, so that createRecord leaves only the newest
 * of each. Guarded by the repo's lock.
 */
final class Backlinks {

    private static final Set<String> OF_RECORDS = Set.of("app.bsky.feed.like", "app.bsky.feed.repost");
    private static final Set<String> OF_ACCOUNTS = Set.of("app.bsky.graph.follow", "app.bsky.graph.block");

    private final Map<Link, TreeSet<String>> rkeys = new HashMap<>();

    /** The rkeys of the records in the same collection that have the subject of this one. */
    List<String> sameSubject(StoredRecord record) {
        Link link = link(record);
        return link == null ? List.of() : List.copyOf(rkeys.getOrDefault(link, new TreeSet<>()));
    }

    void add(StoredRecord record) {
        Link link = link(record);
        if (link != null) {
            rkeys.computeIfAbsent(link, subject -> new TreeSet<>()).add(record.rkey());
        }
    }

    void remove(StoredRecord record) {
        Link link = link(record);
        if (link != null) {
            rkeys.computeIfPresent(link, (subject, keys) -> keys.remove(record.rkey()) && keys.isEmpty() ? null : keys);
        }
    }

    private static @Nullable Link link(StoredRecord record) {
        boolean ofRecord = OF_RECORDS.contains(record.collection());
        if (!ofRecord && !OF_ACCOUNTS.contains(record.collection())) {
            return null; // most records: not even decoded
        }
        Object subject = record.value() instanceof Map<?, ?> value ? value.get("subject") : null;
        if (ofRecord) {
            Object uri = subject instanceof Map<?, ?> ref ? ref.get("uri") : null;
            return uri instanceof String text && AtUri.isValid(text) ? new Link(record.collection(), text) : null;
        }
        return subject instanceof String text && Did.isValid(text) ? new Link(record.collection(), text) : null;
    }

    private record Link(String collection, String subject) {
    }
}
