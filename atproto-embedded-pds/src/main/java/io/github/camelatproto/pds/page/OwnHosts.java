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
package io.github.camelatproto.pds.page;

import java.util.Locale;
import java.util.regex.Pattern;

import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the page answers. A page on the web can give its own name the address 127.0.0.1 and have the
 * browser of somebody who runs this server ask it under that name (DNS rebinding), and so read the answers. It takes a
 * name of its own to do that: an IP address and {@code localhost} are nobody's to point elsewhere.
 */
final class OwnHosts {

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final String configured;

    OwnHosts(String configured) {
        this.configured = configured.toLowerCase(Locale.ROOT);
    }

    /** @param authority of the request; null where it did not tell */
    boolean contains(@Nullable HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        String host = authority.host().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals(configured) || ADDRESS.matcher(host).matches();
    }
}
