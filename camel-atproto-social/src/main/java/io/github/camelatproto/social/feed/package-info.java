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
/**
 * Feeds (RSS, Atom, JSON Feed) kept in step with a collection: {@link io.github.camelatproto.social.feed.FeedReader}
 * reads one within limits, {@link io.github.camelatproto.social.feed.FeedSync} finds out what has changed since it was
 * read last, {@link io.github.camelatproto.social.feed.FeedPosts} or
 * {@link io.github.camelatproto.social.feed.FeedArticles} say what the entries become, and
 * {@link io.github.camelatproto.social.feed.FeedMemory} remembers what became of them.
 * <p>
 * What a feed says is hostile until proven otherwise: nothing of it is loaded but the document itself and, for cards,
 * pages of public hosts; links that are not {@code http} or {@code https} are left out, and no markup gets into a
 * record.
 */
@NullMarked
package io.github.camelatproto.social.feed;

import org.jspecify.annotations.NullMarked;
