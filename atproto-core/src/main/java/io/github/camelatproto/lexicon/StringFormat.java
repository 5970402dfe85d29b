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
package io.github.camelatproto.lexicon;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Datetime;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import io.github.camelatproto.syntax.LanguageTag;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;

/**
 * The formats that a lexicon can ask of text, as the reference PDS understands them. That is here and there laxer than
 * the types of {@link io.github.camelatproto.syntax}: what a PDS takes is not for a client to refuse.
 *
 * @see <a href="https://atproto.com/specs/lexicon#string-formats">Lexicon, string formats</a>
 */
enum StringFormat {
    AT_IDENTIFIER("at-identifier", "AT identifier"),
    AT_URI("at-uri", "at-uri"),
    CID("cid", "CID string"),
    DATETIME("datetime", "datetime"),
    DID("did", "DID"),
    HANDLE("handle", "handle"),
    LANGUAGE("language", "language"),
    NSID("nsid", "NSID"),
    RECORD_KEY("record-key", "record key"),
    TID("tid", "TID string"),
    URI("uri", "uri");

    private static final int MAX_AT_URI = 8192;
    private static final int MONTH = 5;
    private static final int DAY = 8;
    private static final List<String> SHORT_MONTHS = List.of("02", "04", "06", "09", "11");
    private static final List<String> LATE_DAYS = List.of("29", "30", "31");
    private static final String POINTER_CHARACTERS = "._~:@!$&')(*+,;=%[]/-";
    // the white space of JavaScript, to which the reference PDS gives its meaning
    private static final String WHITE_SPACE
            = "\t\n\u000B\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
              + "\u2028\u2029\u202F\u205F\u3000\uFEFF";

    private final String id;
    private final String label;

    StringFormat(String id, String label) {
        this.id = id;
        this.label = label;
    }

    static Optional<StringFormat> of(String id) {
        return Arrays.stream(values()).filter(format -> format.id.equals(id)).findFirst();
    }

    boolean matches(String text) {
        return switch (this) {
            case AT_IDENTIFIER -> AtIdentifier.isValid(text);
            case AT_URI -> isAtUri(text);
            case CID -> CidText.isValid(text);
            case DATETIME -> isDatetime(text);
            case DID -> Did.isValid(text);
            case HANDLE -> Handle.isValid(text);
            case LANGUAGE -> LanguageTag.isValid(text);
            case NSID -> Nsid.isValid(text);
            case RECORD_KEY -> RecordKey.isValid(text);
            case TID -> Tid.isValid(text);
            case URI -> isUri(text);
        };
    }

    /** Gives the name that error messages use. */
    String label() {
        return label;
    }

    /** Besides what {@link AtUri} takes, a fragment that is a JSON pointer is allowed. */
    private static boolean isAtUri(String text) {
        int hash = text.indexOf('#');
        if (hash < 0) {
            return AtUri.isValid(text);
        }
        return text.length() <= MAX_AT_URI && AtUri.isValid(text.substring(0, hash)) && isPointer(text.substring(hash + 1));
    }

    private static boolean isPointer(String text) {
        return text.startsWith("/")
                && text.chars().allMatch(c -> isWordCharacter(c) || POINTER_CHARACTERS.indexOf(c) >= 0)
                && isPercentEncoded(text);
    }

    /** Answers whether the text, all ASCII, can be decoded: each % begins a byte, and the bytes are UTF-8. */
    private static boolean isPercentEncoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.put((byte) c);
            } else if (i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))) {
                bytes.put((byte) Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    /** Besides what {@link Datetime} takes, all months may have 31 days. */
    private static boolean isDatetime(String text) {
        if (Datetime.isValid(text)) {
            return true;
        }
        boolean isMissingDay = SHORT_MONTHS.stream().anyMatch(month -> text.startsWith(month, MONTH))
                && LATE_DAYS.stream().anyMatch(day -> text.startsWith(day, DAY));
        return isMissingDay && Datetime.isValid(text.substring(0, DAY) + "28" + text.substring(DAY + 2));
    }

    /**
     * A scheme of letters, digits and underscores, and something after it that is neither empty nor has blanks. In
     * loops and not in streams: a record that is checked has one or two.
     */
    private static boolean isUri(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            return false;
        }
        for (int i = 0; i < colon; i++) {
            if (!isWordCharacter(text.charAt(i))) {
                return false;
            }
        }
        int rest = text.startsWith("//", colon + 1) ? colon + 3 : colon + 1;
        if (rest >= text.length() || text.charAt(rest) == '/') {
            return false;
        }
        for (int i = rest; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c <= ' ' || c > '~') && WHITE_SPACE.indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordCharacter(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
    }
}
