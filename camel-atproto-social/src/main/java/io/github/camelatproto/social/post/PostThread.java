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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Datetime;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * A text of any length as posts that answer each other, for {@code atproto:applyWrites}: with it, all are there or
 * none. That takes their CIDs before they are written, which are computed here. The same thread gives the same writes,
 * with the same keys, so that it may be sent again. Immutable.
 *
 * @param repo      whose posts they are
 * @param key       the thread's own name, from which its keys come
 * @param createdAt when it was made; each post is made a millisecond after the one before
 * @param languages BCP 47 tags, at most three
 * @param labels    what the author warns of, for all of its posts
 * @param gates     who may answer and quote
 */
public record PostThread(
        Did repo, String key, Instant createdAt, List<String> languages, List<String> labels, Gates gates) {

    private static final Nsid POST = Nsid.parse(Post.COLLECTION);

    public PostThread {
        languages = List.copyOf(languages);
        labels = List.copyOf(labels);
    }

    /**
     * Gives the creates: the posts in their order, and then their gates.
     *
     * @param text  any text; it is parted between its paragraphs, sentences or words, in this order of preference
     * @param embed what stands below the first post, if anything
     */
    public List<Write> writes(String text, @Nullable Embed embed, Mentions mentions) {
        List<Write> writes = new ArrayList<>();
        List<Write> behind = new ArrayList<>();
        StrongRef root = null;
        StrongRef parent = null;
        Tid first = Tid.ofKey(key, createdAt);
        for (String part : ThreadText.parts(text)) {
            int number = writes.size();
            // together in every listing, and in their order
            RecordKey rkey = RecordKey.parse(Tid.of(first.micros() + number, first.clockId()).toString());
            Datetime made = Datetime.of(createdAt.plus(Duration.ofMillis(number)));
            Post post = new Post(
                    RichText.of(part, mentions), made, languages, root == null ? embed : null, labels,
                    root == null || parent == null ? null : new Post.Reply(root, parent));
            Map<String, Object> record = post.toRecord();
            AtUri uri = AtUri.of(repo, POST, rkey);
            parent = new StrongRef(uri, Cid.ofDagCbor(DagCbor.encode(record)));
            writes.add(Write.create(Post.COLLECTION, rkey.value(), record));
            behind.addAll(gates.writes(uri, rkey.value(), made, root == null));
            root = root == null ? parent : root;
        }
        writes.addAll(behind);
        return writes;
    }
}
