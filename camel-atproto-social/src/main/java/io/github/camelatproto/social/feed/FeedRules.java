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

import java.util.function.Predicate;

/**
 * What of a feed is written. Immutable.
 *
 * @param initialEntries how many of the entries that a feed has when it is read first, the newest of them
 * @param filter         which entries
 * @param isDeleting     whether records go whose entries are gone from the midst of the feed
 * @param maxDeleteRatio the most of them that may go at once, 0 to 1, of those whose entries could be there; one always
 *                       may
 */
record FeedRules(int initialEntries, Predicate<FeedEntry> filter, boolean isDeleting, double maxDeleteRatio) {
}
