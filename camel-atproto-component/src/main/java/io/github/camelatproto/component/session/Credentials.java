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
package io.github.camelatproto.component.session;

import java.net.URI;

/**
 * Who logs in where.
 *
 * @param service    the PDS (or entryway) that takes the login: scheme and authority only
 * @param identifier handle, DID or e-mail address
 * @param password   an app password, or the account's own; never printed
 */
public record Credentials(URI service, String identifier, String password) {

    /** Names the account in a session store. */
    String key() {
        return identifier + " " + service;
    }

    @Override
    public String toString() {
        return identifier + " at " + service;
    }
}
