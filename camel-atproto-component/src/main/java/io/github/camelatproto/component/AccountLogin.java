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

import java.net.URI;

import io.github.camelatproto.component.session.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Whom to log in as.
 *
 * @param service    where; null where the identifier's own PDS has to be found
 * @param identifier handle or DID; with a service also an e-mail address
 * @param password   never printed
 */
record AccountLogin(@Nullable URI service, String identifier, String password) {

    Credentials at(URI pds) {
        return new Credentials(pds, identifier, password);
    }

    @Override
    public String toString() {
        return service == null ? identifier : identifier + " at " + service;
    }
}
