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
package io.github.camelatproto.component.identity;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;

import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

import org.jspecify.annotations.Nullable;

/** Asks DNS, with the JDK's own client. Blocks, for at most about three seconds for each server; thread-safe. */
public final class TxtRecords {

    private final String provider;

    /**
     * @param server host, or host and port with a colon between; null for the machine's own
     */
    public TxtRecords(@Nullable String server) {
        this.provider = server == null ? "dns:" : "dns://" + server;
    }

    /**
     * The texts of a name, none where there is no such name.
     *
     * @throws NamingException if no server answers, or one answers that it cannot
     */
    // what JNDI is feared for, objects out of attributes, the DNS provider does not do: it gives text
    @SuppressWarnings({ "BanJNDI", "JdkObsolete" })
    List<String> of(String name) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, provider);
        environment.put("com.sun.jndi.dns.timeout.initial", "1000");
        environment.put("com.sun.jndi.dns.timeout.retries", "2");
        InitialDirContext dns = new InitialDirContext(environment);
        try {
            Attribute texts = dns.getAttributes(name, new String[] { "TXT" }).get("TXT");
            List<String> values = new ArrayList<>();
            for (int i = 0; texts != null && i < texts.size(); i++) {
                values.add(String.valueOf(texts.get(i)));
            }
            return values;
        } catch (NameNotFoundException e) {
            return List.of();
        } finally {
            dns.close();
        }
    }
}
