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

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

import io.github.camelatproto.component.xrpc.PublicAddresses;
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
        if (trustedHosts.contains(host.toLowerCase(Locale.ROOT))
                || Arrays.stream(addresses).allMatch(PublicAddresses::isPublic)) {
            return addresses;
        }
        throw new UnknownHostException(
                "it leads to " + PlainText.shown(host, 100) + ", which is in a private network");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
