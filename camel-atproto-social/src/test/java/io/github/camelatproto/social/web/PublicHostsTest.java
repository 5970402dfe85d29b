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
import java.util.Set;

import org.apache.hc.client5.http.impl.InMemoryDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublicHostsTest {

    private final InMemoryDnsResolver names = new InMemoryDnsResolver();
    private final PublicHosts hosts = new PublicHosts(Set.of("intranet.example"), names);

    @ParameterizedTest
    @ValueSource(strings = {
            "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
            "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
            "fd12::1",
            "ff02::1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::" })
    void anAddressOfTheOwnNetworkIsRefusedWhateverItsNameLooksLike(String address) throws Exception {
        names.add("cdn.example", InetAddress.getAllByName(address));
        assertThatThrownBy(() -> hosts.resolve("cdn.example")).isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("cdn.example").hasMessageContaining("private network");
    }

    @ParameterizedTest
    @ValueSource(strings = { "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "64:ff9b::5db8:d822" })
    void aPublicAddressIsTaken(String address) throws Exception {
        names.add("cdn.example", InetAddress.getAllByName(address));
        assertThat(hosts.resolve("cdn.example")).containsExactly(InetAddress.getAllByName(address));
    }

    @Test
    void onePrivateAddressAmongPublicOnesIsEnoughToRefuse() throws Exception {
        names.add("cdn.example", InetAddress.getByAddress(new byte[] { 93, 1, 2, 3 }),
                InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }));
        assertThatThrownBy(() -> hosts.resolve("cdn.example")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void theHostThatTheOperatorNamedMayBeAnywhere() throws Exception {
        names.add("intranet.example", InetAddress.getAllByName("10.0.0.1"));
        assertThat(hosts.resolve("intranet.example")).hasSize(1);
    }
}
