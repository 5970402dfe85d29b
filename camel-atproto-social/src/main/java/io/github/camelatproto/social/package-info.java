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
 * What routes use to make posts: {@link io.github.camelatproto.social.Posts} as a bean, the data type
 * {@code atproto:app-bsky-feed-post}, and a type converter to {@link io.github.camelatproto.social.post.Post}. Feeds
 * are in {@link io.github.camelatproto.social.feed}.
 */
@NullMarked
package io.github.camelatproto.social;

import org.jspecify.annotations.NullMarked;
