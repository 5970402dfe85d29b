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

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.reference.ReferencePds;
import org.junit.jupiter.api.AfterEach;

class ReadsOnEmbeddedPdsTest extends ReadsOnAPds {

    private final EmbeddedPds pds = EmbeddedPds.builder().build().start();

    @AfterEach
    void end() {
        pds.close();
    }

    @Override
    URI pds() {
        return pds.url();
    }

    @Override
    ReferencePds.Account createAccount() {
        return new ReferencePds.Account("alice.test", pds.createAccount("alice.test", "secret").did(), "secret");
    }
}
