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
package io.github.camelatproto.social.card;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.social.post.Pictures;
import io.github.camelatproto.social.web.PlainText;
import io.github.camelatproto.social.web.WebDocument;
import io.github.camelatproto.social.web.WebFetcher;
import io.github.camelatproto.social.web.WebLimits;
import io.github.camelatproto.social.web.WebLinks;
import io.github.camelatproto.social.web.WebVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings pictures to the PDS for a post: made upright, without what a camera tells of its owner, of at most 2,000,000
 * bytes. One that fails is left out, with a line in the log. Blocks; immutable and safe for use by several threads.
 */
public final class PostPictures {

    private static final Logger LOG = LoggerFactory.getLogger(PostPictures.class);
    private static final int MAX_PICTURE = 2_000_000;
    private static final int MAX_SOURCE = 30 * 1024 * 1024;
    private static final int LONGEST_REASON = 200;

    private final WebFetcher web;
    private final PictureFitter fitter = new PictureFitter(MAX_PICTURE);
    private final Uploads uploads;

    /**
     * Makes one.
     *
     * @param trustedHosts names of hosts that may be in the own network, because the operator named them
     * @param uploads      to the PDS
     */
    public PostPictures(Set<String> trustedHosts, Uploads uploads) {
        this.web = new WebFetcher(trustedHosts, new WebLimits(MAX_SOURCE, Duration.ofSeconds(30)));
        this.uploads = uploads;
    }

    /**
     * Uploads pictures.
     *
     * @param  sources each a {@link Path}, {@link File}, {@code byte[]}, or the address of a picture on the web as
     *                 text; or a map with one of these as {@code picture}, and what it shows as {@code alt}. Of more
     *                 than four the first four are taken.
     * @return         null if there is none
     */
    public @Nullable Pictures upload(List<?> sources) {
        List<Pictures.Picture> pictures = new ArrayList<>();
        for (Object source : sources) {
            if (pictures.size() == Pictures.MOST) {
                LOG.info("A post has at most {} pictures; the others of {} are left out", Pictures.MOST, sources.size());
                break;
            }
            Object picture = source instanceof Map<?, ?> map ? map.get("picture") : source;
            Object alt = source instanceof Map<?, ?> map ? map.get("alt") : null;
            add(picture, alt == null ? "" : alt.toString(), pictures);
        }
        return pictures.isEmpty() ? null : new Pictures(pictures);
    }

    private void add(@Nullable Object source, String alt, List<Pictures.Picture> pictures) {
        try {
            FittedPicture fitted = fitter.fit(bytes(source));
            Blob blob = uploads.upload(fitted.bytes(), fitted.mimeType());
            pictures.add(new Pictures.Picture(blob, alt, fitted.width(), fitted.height()));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.warn("A picture of a post is left out, {}: {}", shown(source),
                    PlainText.shown(String.valueOf(e.getMessage()), LONGEST_REASON));
        }
    }

    private byte[] bytes(@Nullable Object source) throws IOException {
        if (source instanceof byte[] bytes) {
            return bytes;
        }
        if (source instanceof Path path) {
            return file(path);
        }
        if (source instanceof File file) {
            return file(file.toPath());
        }
        URI address = source instanceof CharSequence text ? WebLinks.resolve(null, text.toString()) : null;
        if (address == null) {
            throw new IOException("it is no file, no bytes and no web address");
        }
        WebDocument found = web.get(address, "image/*", WebVersion.NONE);
        if (!found.isFound()) {
            throw new IOException("the server answers " + found.status());
        }
        return found.content();
    }

    private static byte[] file(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            byte[] bytes = file.readNBytes(MAX_SOURCE + 1);
            if (bytes.length > MAX_SOURCE) {
                throw new IOException("it is larger than " + WebFetcher.size(MAX_SOURCE));
            }
            return bytes;
        }
    }

    private static String shown(@Nullable Object source) {
        return source instanceof byte[] bytes
                ? bytes.length + " bytes" : PlainText.shown(String.valueOf(source), LONGEST_REASON);
    }
}
