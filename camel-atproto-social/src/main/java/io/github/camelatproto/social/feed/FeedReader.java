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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.social.web.WebDocument;
import io.github.camelatproto.social.web.WebFetcher;
import io.github.camelatproto.social.web.WebLimits;
import io.github.camelatproto.social.web.WebVersion;
import org.jspecify.annotations.Nullable;

/**
 * Reads a feed (RSS, Atom or JSON Feed) from its address: {@code http:}, {@code https:}, {@code file:} (relative to the
 * working directory, if it is {@code file:folder/feed.xml}) or {@code classpath:}.
 * <p>
 * A feed has at most 5 MB and 10,000 entries, comes with at most 200 headers of 16,384 characters, and is there within
 * 30 seconds and five redirects, none of which may lead to an address of the own network; the configured host itself
 * may be anywhere. Only its own document is loaded, and a DOCTYPE is refused. Immutable and safe for use by several
 * threads.
 */
public final class FeedReader {

    private static final int LONGEST_REASON = 200;
    private static final Duration MAX_TIME = Duration.ofSeconds(30);
    static final int MAX_BYTES = 5 * 1024 * 1024;

    private static final String ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json,"
                                         + " application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1";

    private final String name;
    private final URI address;
    private final WebFetcher web;

    /**
     * Takes the address.
     *
     * @throws IllegalArgumentException if it is no address of one of the four kinds
     */
    public FeedReader(String address) {
        this(address, MAX_TIME);
    }

    /** For tests: with another limit to the time. */
    FeedReader(String address, Duration maxTime) {
        this.address = parsed(address.strip());
        // the configured host itself may be anywhere
        Set<String> trusted
                = this.address.getHost() == null ? Set.of() : Set.of(this.address.getHost());
        this.web = new WebFetcher(trusted, new WebLimits(MAX_BYTES, maxTime));
        String text = this.address.toString();
        // the query may hold a key that is nobody's business
        this.name = text.contains("?") ? text.substring(0, text.indexOf('?')) + "?..." : text;
    }

    /** How to call the feed in logs: its address, without what may be secret in it. */
    public String name() {
        return name;
    }

    /**
     * Reads the feed.
     *
     * @throws FeedException if it cannot be reached, is too large or too slow, or is no feed
     */
    public Feed read() {
        return Objects.requireNonNull(read(WebVersion.NONE));
    }

    /**
     * Reads the feed if it has changed.
     *
     * @param  known         the version that was read last
     * @return               null where the server says that it is still that version
     * @throws FeedException if it cannot be reached, is too large or too slow, or is no feed
     */
    public @Nullable Feed read(WebVersion known) {
        FeedDocument document = document(known);
        return document == null ? null : FeedParser.parse(document);
    }

    private @Nullable FeedDocument document(WebVersion known) {
        try {
            return switch (address.getScheme()) {
                case "file" -> local(Files.newInputStream(path()));
                case "classpath" -> local(resource());
                default -> web(known);
            };
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw unreachable(e.getMessage() + " is not there", e);
        } catch (IOException e) {
            throw unreachable(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
        }
    }

    private FeedException unreachable(String reason, IOException cause) {
        return new FeedException(
                "The feed " + name + " cannot be reached: " + PlainText.shown(reason, LONGEST_REASON)
                                 + ". Nothing was written, and it is read anew the next time; check the address and the"
                                 + " connection",
                cause);
    }

    private @Nullable FeedDocument web(WebVersion known) throws IOException {
        WebDocument found = web.get(address, ACCEPT, known);
        if (found.isUnchanged() && !known.equals(WebVersion.NONE)) {
            return null;
        }
        if (!found.isFound()) {
            throw new FeedException(FeedDocument.message(name, "the server answers " + found.status()));
        }
        return new FeedDocument(name, found.content(), found.contentType(), found.address(), found.version());
    }

    private FeedDocument local(InputStream opened) throws IOException {
        try (InputStream content = opened) {
            return new FeedDocument(name, limited(content, name), null, null, WebVersion.NONE);
        }
    }

    private Path path() {
        return address.isOpaque() ? Path.of(address.getSchemeSpecificPart()) : Path.of(address.getPath());
    }

    private InputStream resource() throws IOException {
        String path = address.getSchemeSpecificPart().replaceFirst("^/+", "");
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        URL found = context == null ? null : context.getResource(path);
        found = found == null ? FeedReader.class.getClassLoader().getResource(path) : found;
        if (found == null) {
            throw new IOException(path + " is not on the class path");
        }
        return found.openStream();
    }

    /** Reads to the end, or to one byte beyond the limit. */
    private static byte[] limited(InputStream content, String feed) throws IOException {
        byte[] bytes = content.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new FeedException(
                    FeedDocument.message(feed, "it is larger than " + WebFetcher.size(MAX_BYTES)));
        }
        return bytes;
    }

    private static URI parsed(String address) {
        try {
            URI uri = new URI(address);
            String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
            boolean isWeb = (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
            if (isWeb || scheme.equals("file") || scheme.equals("classpath")) {
                return scheme.equals(uri.getScheme()) ? uri : new URI(scheme + address.substring(scheme.length()));
            }
            throw new IllegalArgumentException(
                    "No feed can be read from " + (uri.getRawUserInfo() == null ? address : "an address with credentials in it")
                                               + ": the address (feed.url) must begin with https://, http://, file: or classpath:");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "The address of the feed (feed.url) is no URI: " + e.getReason() + " at index " + e.getIndex(), e);
        }
    }
}
