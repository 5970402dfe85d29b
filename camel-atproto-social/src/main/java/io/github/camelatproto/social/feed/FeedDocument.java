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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;

import io.github.camelatproto.social.web.WebVersion;
import org.jspecify.annotations.Nullable;

/** What was found at a feed's address. */
final class FeedDocument {

    private final String name;
    private final byte[] content;
    private final @Nullable String contentType;
    private final @Nullable URI base;
    private final WebVersion version;

    /**
     * @param name        how to call the feed in logs and errors
     * @param content     the bytes, which are not copied
     * @param contentType as HTTP told it, if it did
     * @param base        what relative links refer to, if it is a web address
     * @param version     as HTTP told it
     */
    FeedDocument(String name, byte[] content, @Nullable String contentType, @Nullable URI base, WebVersion version) {
        this.name = name;
        this.content = content;
        this.contentType = contentType;
        this.base = base;
        this.version = version;
    }

    String name() {
        return name;
    }

    InputStream content() {
        return new ByteArrayInputStream(content);
    }

    @Nullable
    String contentType() {
        return contentType;
    }

    @Nullable
    URI base() {
        return base;
    }

    WebVersion version() {
        return version;
    }

    /** Whether it is JSON, which no XML begins as. */
    boolean isJson() {
        int first = 0;
        while (first < content.length && (content[first] <= ' ')) {
            first++; // white space, and the bytes of a byte order mark, which are negative
        }
        return first < content.length && content[first] == '{';
    }

    FeedException unusable(String reason) {
        return new FeedException(message(name, reason));
    }

    FeedException unusable(String reason, Throwable cause) {
        return new FeedException(message(name, reason), cause);
    }

    static String message(String feed, String reason) {
        return "The feed " + feed + " cannot be used: " + reason
               + ". Nothing of it was written, and it is read anew the next time; check that the address is that of a feed";
    }
}
