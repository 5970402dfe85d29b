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
package io.github.camelatproto.examples.quarkus;

import java.util.Map;

import io.github.camelatproto.pds.EmbeddedPds;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A PDS for the test, and the account that the application has there. */
public class Pds implements QuarkusTestResourceLifecycleManager {

    private final EmbeddedPds pds = EmbeddedPds.builder().account("news.test", "secret").build();

    @Override
    public Map<String, String> start() {
        pds.start();
        return Map.of("news.service", pds.url().toString(), "news.identifier", "news.test", "news.password", "secret");
    }

    @Override
    public void stop() {
        pds.close();
    }
}
