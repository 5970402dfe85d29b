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

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * A web link as the composer of Bluesky shows it: the host, and the beginning of what follows, such as
 * {@code example.com/news/2026/0...}. Safe for use by any thread.
 */
public final class ShortLink {

    private static final int LONGEST_WHOLE_PATH = 15;
    private static final int KEPT_OF_LONGER_PATH = 13;

    private ShortLink() {
    }

    /**
     * Shortens a link.
     *
     * @param uri absolute, with a host
     */
    public static String of(URI uri) {
        String path = "/".equals(uri.getRawPath()) ? "" : orEmpty("", uri.getRawPath());
        String rest = path + orEmpty("?", uri.getRawQuery()) + orEmpty("#", uri.getRawFragment());
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getHost() + port
               + (rest.length() > LONGEST_WHOLE_PATH ? rest.substring(0, KEPT_OF_LONGER_PATH) + "..." : rest);
    }

    private static String orEmpty(String prefix, @Nullable String part) {
        return part == null ? "" : prefix + part;
    }
}
