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

import io.github.camelatproto.reference.ReferencePds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What holds on any PDS; each test has an account and a CamelContext of its own. */
abstract class OnAPds {

    final PdsUnderTest pds;
    ReferencePds.Account account;
    CamelRunner camel;

    OnAPds(PdsUnderTest pds) {
        this.pds = pds;
    }

    @BeforeEach
    void start() throws Exception {
        account = pds.createAccount();
        camel = CamelRunner.start();
    }

    @AfterEach
    void stop() {
        camel.close();
        pds.close();
    }
}
