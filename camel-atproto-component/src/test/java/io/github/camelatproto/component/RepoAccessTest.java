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
import java.time.Duration;

import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;

class RepoAccessTest {

    private static final Strangers STRANGERS = new Strangers(URI.create("https://plc.example"), true, null, null, null);

    @Test
    void anyNumberOfReposMayWaitAtOnce() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            RepoAccess access = new RepoAccess(context, HttpComponent::new, 10, STRANGERS);
            access.start();

            assertThatCode(() -> {
                for (int i = 0; i < 3_000; i++) {
                    access.schedule(Duration.ofHours(1), () -> {
                    });
                }
            }).doesNotThrowAnyException();
            access.stop();
        }
    }
}
