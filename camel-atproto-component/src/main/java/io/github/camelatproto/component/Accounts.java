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

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.jspecify.annotations.Nullable;

/** The component's accounts, found by their names and by their identifiers. Immutable. */
final class Accounts {

    private final Map<String, AtprotoAccount> byName = new HashMap<>();
    private final Map<String, AtprotoAccount> byIdentifier = new HashMap<>();

    /**
     * @param  configured               names to accounts, or to properties of accounts
     * @throws IllegalArgumentException if one is neither
     */
    Accounts(CamelContext context, Map<String, Object> configured) {
        configured.forEach((name, value) -> {
            AtprotoAccount account = account(context, name, value);
            byName.put(name, account);
            if (account.getIdentifier() != null) {
                byIdentifier.putIfAbsent(account.getIdentifier().toLowerCase(Locale.ROOT), account);
            }
        });
    }

    private static AtprotoAccount account(CamelContext context, String name, @Nullable Object value) {
        if (value instanceof AtprotoAccount account) {
            return account;
        }
        if (value instanceof Map<?, ?> properties) {
            // accounts[name].identifier=... in properties makes a map of it
            AtprotoAccount bound = new AtprotoAccount();
            Map<String, Object> values = new HashMap<>();
            properties.forEach((key, property) -> values.put(String.valueOf(key), property));
            PropertyBindingSupport.bindProperties(context, bound, values);
            return bound;
        }
        throw new IllegalArgumentException(
                "accounts[" + name + "] is a " + (value == null ? "null" : value.getClass().getName()) + ", not an "
                                           + AtprotoAccount.class.getName());
    }

    int size() {
        return byName.size();
    }

    @Nullable
    AtprotoAccount named(String name) {
        return byName.get(name);
    }

    /** The account of that name, else the one of that identifier, whose case does not matter. */
    @Nullable
    AtprotoAccount of(String nameOrIdentifier) {
        AtprotoAccount named = byName.get(nameOrIdentifier);
        return named == null ? byIdentifier.get(nameOrIdentifier.toLowerCase(Locale.ROOT)) : named;
    }
}
