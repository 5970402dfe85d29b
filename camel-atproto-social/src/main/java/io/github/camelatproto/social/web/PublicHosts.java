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

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of hosts, and refuses those of the own machine and network, except for hosts that the operator
 * has named: a feed or a page must not lead its reader to what only the operator can reach. It is asked for every
 * connection, so that the address that was looked at is the one that is used.
 */
final class PublicHosts implements DnsResolver {

    private final Set<String> trustedHosts;
    private final DnsResolver resolver;

    /**
     * @param trustedHosts names in lower case, which may be anywhere
     */
    PublicHosts(Set<String> trustedHosts, DnsResolver resolver) {
        this.trustedHosts = trustedHosts;
        this.resolver = resolver;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        if (trustedHosts.contains(host.toLowerCase(Locale.ROOT)) || Arrays.stream(addresses).allMatch(PublicHosts::isPublic)) {
            return addresses;
        }
        throw new UnknownHostException(
                "it leads to " + PlainText.shown(host, 100) + ", which is in a private network");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes, 0) : address instanceof Inet6Address && isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        int third = bytes[at + 2] & 0xFF;
        return first != 0 && first != 10 && first != 127 && first < 224
                && !(first == 100 && second >= 64 && second < 128) // carrier-grade NAT
                && !(first == 169 && second == 254)
                && !(first == 172 && second >= 16 && second < 32)
                && !(first == 192 && second == 168)
                && !(first == 192 && second == 0 && third == 0)
                && !(first == 198 && (second == 18 || second == 19));
    }

    private static boolean isPublic6(byte[] bytes) {
        if ((bytes[0] & 0xFE) == 0xFC) {
            return false; // unique local
        }
        boolean zeros = true;
        for (int i = 0; i < 12; i++) {
            zeros &= bytes[i] == 0;
        }
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xFF) == 0xFF && (bytes[3] & 0xFF) == 0x9B;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        return !zeros && (!nat64 || isPublic4(bytes, 12)) && (!sixToFour || isPublic4(bytes, 2));
    }
}
