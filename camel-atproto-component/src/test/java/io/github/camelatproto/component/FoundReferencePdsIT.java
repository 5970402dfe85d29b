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
package io.github.camelatproto.component;

import java.util.Map;

import io.github.camelatproto.component.identity.DnsServer;
import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Without the option service the reference PDS is found in the directory that it has registered its accounts with. */
@ExtendWith(ReferencePdsExtension.class)
class FoundReferencePdsIT {

    private final ReferencePds pds;

    FoundReferencePdsIT(ReferencePds pds) {
        this.pds = pds;
    }

    @ParameterizedTest
    @ValueSource(strings = { "handle", "DID" })
    void anIdentifierAndAPasswordAreEnough(String kind) throws Exception {
        ReferencePds.Account account = pds.createAccount();
        String identifier = kind.equals("DID") ? account.did() : account.handle();
        AtprotoComponent component = new AtprotoComponent();
        component.setPlcDirectory(pds.plc().toString());
        component.setAllowPrivateAddresses(true);
        try (DnsServer dns = new DnsServer(); CamelRunner camel = start(component, dns)) {
            dns.txt("_atproto." + account.handle(), "did=" + account.did());

            Map<String, Object> written = camel.output(
                    "atproto:createRecord?identifier=" + identifier + "&password=RAW(" + account.password()
                                                       + ")&collection=com.example.thing",
                    Map.of("a", 1));

            assertThat(written.get("uri").toString()).startsWith("at://" + account.did() + "/com.example.thing/");
        }
    }

    private static CamelRunner start(AtprotoComponent component, DnsServer dns) throws Exception {
        component.setDnsServer(dns.address());
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("atproto", component);
        return CamelRunner.start(context);
    }
}
