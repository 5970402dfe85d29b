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

import org.jspecify.annotations.Nullable;

/**
 * An account in the component's {@code accounts}, so that no endpoint URI holds a password. A bean, or properties:
 * {@code camel.component.atproto.accounts[news].identifier=...}.
 */
public class AtprotoAccount {

    private @Nullable String service;
    private @Nullable String identifier;
    private @Nullable String password;

    /** The address of the account's PDS, such as {@code https://bsky.social}; null to have it found. */
    public @Nullable String getService() {
        return service;
    }

    public void setService(@Nullable String service) {
        this.service = service;
    }

    /** Handle, DID or e-mail address. */
    public @Nullable String getIdentifier() {
        return identifier;
    }

    public void setIdentifier(@Nullable String identifier) {
        this.identifier = identifier;
    }

    /** An app password, or the account's own. */
    public @Nullable String getPassword() {
        return password;
    }

    public void setPassword(@Nullable String password) {
        this.password = password;
    }

    @Override
    public String toString() {
        return identifier + " at " + service;
    }
}
