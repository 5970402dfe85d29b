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
package io.github.camelatproto.pds.xrpc;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Finds the name of the method in a path, as laxly as the reference PDS: {@code abc} is a name too. */
final class XrpcPath {

    static final String PREFIX = "/xrpc/";

    // possessive: else the matcher recurs once a part, and a long name ends the event loop's stack
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]++(?:[.-][A-Za-z0-9]++)*+");

    private XrpcPath() {
    }

    /**
     * Takes a path that begins with {@link #PREFIX}; gives null if there is no name in it.
     */
    static @Nullable String nsid(String path) {
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        String name = end < PREFIX.length() ? "" : path.substring(PREFIX.length(), end);
        return name.length() > 1 && NAME.matcher(name).matches() ? name : null;
    }
}
