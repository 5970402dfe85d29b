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
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Reads a feed from its address: {@code http:}, {@code https:}, {@code file:} (relative to the working directory, if it
 * is {@code file:folder/feed.xml}) or {@code classpath:}.
 * <p>
 * A feed has at most 5 MB and 10,000 entries, comes with at most 200 headers of 16,384 characters, and is there within
 * 30 seconds and five redirects, none of which may lead to an address of the own network; the configured host itself
 * may be anywhere. Only its own document is loaded, and a DOCTYPE is refused. Immutable and safe for use by several
 * threads.
 */
public final class FeedReader {

    private static final int LONGEST_REASON = 200;
    static final int MAX_BYTES = 5 * 1024 * 1024;

    private final String name;
    private final URI address;

    /**
     * Takes the address.
     *
     * @throws IllegalArgumentException if it is no address of one of the four kinds
     */
    public FeedReader(String address) {
        this.address = parsed(address.strip());
        String text = this.address.toString();
        // the query may hold a key that is nobody's business
        this.name = text.contains("?") ? text.substring(0, text.indexOf('?')) + "?..." : text;
    }

    /**
     * Reads the feed.
     *
     * @return               its entries, oldest first, each key once; not modifiable
     * @throws FeedException if it cannot be reached, is too large or too slow, or is no feed
     */
    public List<FeedEntry> read() {
        return FeedParser.parse(document());
    }

    private FeedDocument document() {
        try {
            return switch (address.getScheme()) {
                case "file" -> local(Files.newInputStream(path()));
                case "classpath" -> local(resource());
                default -> WebFeed.get(address, name);
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

    private FeedDocument local(InputStream opened) throws IOException {
        try (InputStream content = opened) {
            return new FeedDocument(name, limited(content, name), null, null);
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
    static byte[] limited(InputStream content, String feed) throws IOException {
        byte[] bytes = content.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new FeedException(
                    FeedDocument.message(feed, "it is larger than " + MAX_BYTES / (1024 * 1024) + " MB"));
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
