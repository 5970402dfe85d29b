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
 * Feeds (RSS and Atom) as posts: a feed is read within limits, its entries become plain text with a stable name each,
 * and an entry becomes the create of a post that {@code atproto:applyWrites} takes.
 * <p>
 * What a feed says is hostile until proven otherwise: nothing of it is loaded but the document itself, links that are
 * not {@code http} or {@code https} are left out, and no markup gets into a record.
 */
@NullMarked
package io.github.camelatproto.social.feed;

import org.jspecify.annotations.NullMarked;
