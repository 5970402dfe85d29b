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
package io.github.camelatproto.social.web;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/** What was found at a web address. */
public final class WebDocument {

    private static final int FOUND = 200;
    private static final int UNCHANGED = 304;

    private final URI address;
    private final int status;
    private final byte[] content;
    private final @Nullable String contentType;
    private final WebVersion version;

    /** @param content the bytes, which are not copied; empty where the status is not 200 */
    WebDocument(URI address, int status, byte[] content, @Nullable String contentType, WebVersion version) {
        this.address = address;
        this.status = status;
        this.content = content;
        this.contentType = contentType;
        this.version = version;
    }

    /** Where it was in the end, after redirects. */
    public URI address() {
        return address;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** The bytes, not to be changed; none where it is not there. */
    public byte[] content() {
        return content;
    }

    /** As HTTP told it, if it did. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** What to ask with whether it has changed. */
    public WebVersion version() {
        return version;
    }

    /** Whether it is there. */
    public boolean isFound() {
        return status == FOUND;
    }

    /** Whether it is as it was in the version that was asked with. */
    public boolean isUnchanged() {
        return status == UNCHANGED;
    }
}
