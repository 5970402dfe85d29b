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
package io.github.camelatproto.pds.comparison;

import static io.github.camelatproto.pds.comparison.Case.call;
import static io.github.camelatproto.pds.comparison.Request.get;
import static io.github.camelatproto.pds.comparison.Request.query;

/** resolveHandle, and what is asked of a host by its name. */
final class IdentityCalls {

    private IdentityCalls() {
    }

    static Scenario scenario() {
        return Scenario.of("identity",
                call("resolveHandle", resolve("handle=${alice.handle}")),
                call("resolveHandle unknown", resolve("handle=nobody.test")),
                call("resolveHandle bad", resolve("handle=x")),
                call("resolveHandle missing", resolve()),
                call("resolveIdentity", query("com.atproto.identity.resolveIdentity", "identifier=${alice}")),
                call("well-known of no account", get("/.well-known/atproto-did")));
    }

    private static Request resolve(String... params) {
        return query("com.atproto.identity.resolveHandle", params);
    }
}
