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

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Links from feeds and pages, made absolute and safe to show: {@code http} or {@code https}, with a host, without
 * credentials.
 */
public final class WebLinks {

    private static final int LONGEST = 2_048;
    /** RFC 3986, appendix B: it takes any text apart. */
    private static final Pattern PARTS
            = Pattern.compile("^(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(.+?)(?::(\\d{0,5}))?");
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

    private WebLinks() {
    }

    /**
     * Resolves a link.
     *
     * @param  base what relative links refer to, or {@code null}: then they are left out
     * @return      {@code null} for what is no web link, has credentials in it or is longer than 2,048 characters
     */
    public static @Nullable URI resolve(@Nullable URI base, @Nullable String link) {
        // escaping and taking apart what is left out anyway would take its time
        if (link == null || link.length() > LONGEST || link.isBlank()) {
            return null;
        }
        try {
            URI reference = new URI(cleaned(link.strip()));
            URI absolute = base == null || reference.isAbsolute() ? reference : resolve(base, reference);
            return isWeb(absolute) && absolute.toString().length() <= LONGEST ? absolute : null;
        } catch (URISyntaxException | IllegalArgumentException e) {
            // no URI at all, or a host that no name server could know: the entry is posted without it
            return null;
        }
    }

    /** A link without what a site may add to it from day to day: query and fragment. */
    public static String page(String link) {
        int end = link.indexOf('?');
        end = end < 0 ? link.indexOf('#') : end;
        return end < 0 ? link : link.substring(0, end);
    }

    private static URI resolve(URI base, URI reference) {
        // java.net.URI drops the last segment of the path for "?page=2", which RFC 3986 keeps
        if (reference.getRawPath().isEmpty() && reference.getRawAuthority() == null && reference.getRawQuery() != null) {
            String path = base.getRawPath() == null ? "" : base.getRawPath();
            return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + reference);
        }
        return base.resolve(reference);
    }

    private static boolean isWeb(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                && uri.getRawUserInfo() == null;
    }

    /** Scheme in lower case, the host in ASCII, and everything that a URI cannot hold as percent and hex digits. */
    private static String cleaned(String link) {
        Matcher parts = PARTS.matcher(link);
        if (!parts.matches()) {
            return link;
        }
        StringBuilder uri = new StringBuilder();
        if (parts.group(1) != null) {
            uri.append(parts.group(1).toLowerCase(Locale.ROOT)).append(':');
        }
        if (parts.group(2) != null) {
            uri.append("//").append(authority(parts.group(2)));
        }
        uri.append(escaped(parts.group(3)));
        if (parts.group(4) != null) {
            uri.append('?').append(escaped(parts.group(4)));
        }
        if (parts.group(5) != null) {
            uri.append('#').append(escaped(parts.group(5)));
        }
        return uri.toString();
    }

    private static String authority(String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (authority.indexOf('@') >= 0 || authority.startsWith("[") || !parts.matches()) {
            return authority;
        }
        String port = parts.group(2) == null || parts.group(2).isEmpty() ? "" : ":" + parts.group(2);
        return IDN.toASCII(parts.group(1), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT) + port;
    }

    private static String escaped(String part) {
        StringBuilder escaped = new StringBuilder(part.length());
        byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < utf8.length; i++) {
            char character = (char) (utf8[i] & 0xFF);
            boolean isAllowed = character < 128
                    && (Character.isLetterOrDigit(character) || ALLOWED.indexOf(character) >= 0);
            boolean isEscape = character == '%' && isHex(utf8, i + 1) && isHex(utf8, i + 2);
            if (isAllowed || isEscape) {
                escaped.append(character);
            } else {
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return escaped.toString();
    }

    private static boolean isHex(byte[] utf8, int index) {
        return index < utf8.length && Character.digit(utf8[index], 16) >= 0;
    }
}
