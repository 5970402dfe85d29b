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
package io.github.camelatproto.syntax;

import org.jspecify.annotations.Nullable;

/**
 * Points to a repo, a collection in it or a record: {@code at://authority[/collection[/rkey]]}. It is the strict form
 * that lexicons allow: no trailing slash, query, fragment or percent-encoding, at most 8,192 characters. A handle as
 * authority is held in lower case, everything else as it was given. Immutable and safe for use by any thread.
 *
 * @param authority  the account whose repo it is
 * @param collection the collection, or {@code null} for the whole repo
 * @param rkey       the record's key, or {@code null} for the whole collection; needs a collection
 * @see              <a href="https://atproto.com/specs/at-uri-scheme">AT URI scheme</a>
 */
public record AtUri(AtIdentifier authority, @Nullable Nsid collection, @Nullable RecordKey rkey) {

    private static final String SCHEME = "at://";
    private static final int MAX_LENGTH = 8192;

    /**
     * Puts a URI together.
     *
     * @throws IllegalArgumentException if there is an rkey but no collection
     */
    public AtUri {
        if (collection == null && rkey != null) {
            throw new IllegalArgumentException("Invalid AT URI: record key '" + rkey + "' without a collection");
        }
    }

    /** Points to the whole repo. */
    public static AtUri of(AtIdentifier authority) {
        return new AtUri(authority, null, null);
    }

    /** Points to a collection. */
    public static AtUri of(AtIdentifier authority, Nsid collection) {
        return new AtUri(authority, collection, null);
    }

    /** Points to a record. */
    public static AtUri of(AtIdentifier authority, Nsid collection, RecordKey rkey) {
        return new AtUri(authority, collection, rkey);
    }

    /**
     * Takes a URI in the strict form.
     *
     * @throws IllegalArgumentException if the text is no AT URI, naming the reason and the index
     */
    public static AtUri parse(String text) {
        Problem problem = problem(text);
        if (problem != null) {
            throw problem.in("AT URI", text);
        }
        String[] parts = text.substring(SCHEME.length()).split("/", -1);
        return new AtUri(
                AtIdentifier.parse(parts[0]),
                parts.length > 1 ? new Nsid(parts[1]) : null,
                parts.length > 2 ? new RecordKey(parts[2]) : null);
    }

    /** Answers whether {@link #parse(String)} takes the text; {@code false} for {@code null}. */
    public static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    /** Gives the URI's text. */
    public String value() {
        StringBuilder uri = new StringBuilder(SCHEME).append(authority.value());
        if (collection != null) {
            uri.append('/').append(collection.value());
        }
        if (rkey != null) {
            uri.append('/').append(rkey.value());
        }
        return uri.toString();
    }

    private static @Nullable Problem problem(String text) {
        if (!text.startsWith(SCHEME)) {
            return new Problem("no 'at://'", 0);
        }
        if (text.length() > MAX_LENGTH) {
            return new Problem("more than 8192 characters", MAX_LENGTH);
        }
        int authority = SCHEME.length();
        int authorityEnd = slashOrEnd(text, authority);
        Problem problem = authorityProblem(text.substring(authority, authorityEnd));
        if (problem != null) {
            return problem.shift(authority);
        }
        return authorityEnd == text.length() ? null : pathProblem(text, authorityEnd + 1);
    }

    private static @Nullable Problem authorityProblem(String authority) {
        return authority.startsWith(Did.PREFIX) ? Did.problem(authority) : Handle.problem(authority);
    }

    private static @Nullable Problem pathProblem(String text, int collection) {
        int collectionEnd = slashOrEnd(text, collection);
        Problem problem = Nsid.problem(text.substring(collection, collectionEnd));
        if (problem != null) {
            return problem.shift(collection);
        }
        if (collectionEnd == text.length()) {
            return null;
        }
        int rkey = collectionEnd + 1;
        problem = RecordKey.problem(text.substring(rkey));
        return problem == null ? null : problem.shift(rkey);
    }

    private static int slashOrEnd(String text, int from) {
        int slash = text.indexOf('/', from);
        return slash < 0 ? text.length() : slash;
    }

    @Override
    public String toString() {
        return value();
    }
}
