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
package io.github.camelatproto.component.xrpc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The address of a service: scheme and authority, such as {@code https://bsky.social}. */
public final class ServiceAddress {

    private ServiceAddress() {
    }

    /**
     * The address, without the slash that may stand behind it; empty where it has a path, a user, or another scheme.
     */
    public static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean isHttp = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return isHttp && uri.getHost() != null && uri.getUserInfo() == null && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null && uri.getRawFragment() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    public static boolean isSecure(URI address) {
        return "https".equals(address.getScheme());
    }
}
