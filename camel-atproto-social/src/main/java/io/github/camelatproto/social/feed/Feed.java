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
import java.util.List;

import io.github.camelatproto.social.web.WebVersion;
import org.jspecify.annotations.Nullable;

/**
 * A feed as it was read. Immutable.
 *
 * @param title       plain text on one line, empty if it has none
 * @param description plain text on one line, empty if it has none
 * @param link        the site that it is of, if it names one
 * @param entries     oldest first, each key once
 * @param version     which version of the document it is, to ask with whether it has changed
 */
public record Feed(String title, String description, @Nullable URI link, List<FeedEntry> entries, WebVersion version) {

    public Feed {
        entries = List.copyOf(entries);
    }
}
