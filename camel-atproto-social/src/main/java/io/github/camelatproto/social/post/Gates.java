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
package io.github.camelatproto.social.post;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Datetime;
import org.jspecify.annotations.Nullable;

/**
 * Who may answer a thread, and whether its posts may be quoted. Immutable.
 *
 * @param replies    who may answer: {@code nobody} alone, or some of {@code mentioned}, {@code following},
 *                   {@code followers} and {@code at://} URIs of lists, at most five; null for everybody
 * @param isQuotable whether others may quote the posts
 */
public record Gates(@Nullable List<String> replies, boolean isQuotable) {

    /** Everybody may answer and quote. */
    public static final Gates OPEN = new Gates(null, true);

    private static final String THREADGATE = "app.bsky.feed.threadgate";
    private static final String POSTGATE = "app.bsky.feed.postgate";
    private static final int MOST = 5;

    public Gates {
        if (replies != null) {
            replies = List.copyOf(replies);
            if (replies.size() > MOST) {
                throw new IllegalArgumentException(
                        "At most " + MOST + " may be named who answer a thread, not " + replies.size());
            }
            replies.forEach(Gates::rule);
        }
    }

    /**
     * Takes text as options have it.
     *
     * @param  replies                  names with commas between them, empty for everybody
     * @throws IllegalArgumentException if a name is not one of those
     */
    public static Gates of(String replies, boolean isQuotable) {
        if (replies.isBlank()) {
            return new Gates(null, isQuotable);
        }
        List<String> names = Names.of(replies);
        return new Gates(names.equals(List.of("nobody")) ? List.of() : names, isQuotable);
    }

    /** The gates of a post; a thread has one for answers, which stands by its first post. */
    List<Write> writes(AtUri post, String rkey, Datetime createdAt, boolean isFirst) {
        List<Write> writes = new ArrayList<>();
        if (replies != null && isFirst) {
            Map<String, Object> gate = gate(THREADGATE, post, createdAt);
            gate.put("allow", replies.stream().map(Gates::rule).toList());
            writes.add(Write.create(THREADGATE, rkey, gate));
        }
        if (!isQuotable) {
            Map<String, Object> gate = gate(POSTGATE, post, createdAt);
            gate.put("embeddingRules", List.of(Map.of("$type", "app.bsky.feed.postgate#disableRule")));
            writes.add(Write.create(POSTGATE, rkey, gate));
        }
        return writes;
    }

    private static Map<String, Object> gate(String type, AtUri post, Datetime createdAt) {
        Map<String, Object> gate = new LinkedHashMap<>();
        gate.put("$type", type);
        gate.put("post", post.toString());
        gate.put("createdAt", createdAt.value());
        return gate;
    }

    private static Map<String, Object> rule(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "mentioned" -> Map.of("$type", THREADGATE + "#mentionRule");
            case "following" -> Map.of("$type", THREADGATE + "#followingRule");
            case "followers" -> Map.of("$type", THREADGATE + "#followerRule");
            default -> Map.of("$type", THREADGATE + "#listRule", "list", list(name).toString());
        };
    }

    private static AtUri list(String name) {
        try {
            return AtUri.parse(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Who may answer is nobody, or some of mentioned, following, followers and at:// URIs of lists, and not "
                                               + name,
                    e);
        }
    }
}
