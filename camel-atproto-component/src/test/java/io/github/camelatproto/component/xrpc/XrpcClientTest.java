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
package io.github.camelatproto.component.xrpc;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class XrpcClientTest {

    private static void here(Runnable call, Runnable ended) {
        call.run();
        ended.run();
    }

    @Test
    void aCallThatComesAfterItsStopIsNotSent() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            HttpComponent http = new HttpComponent();
            http.setCamelContext(context);
            XrpcClient client = new XrpcClient(
                    http, Duration.ofSeconds(1), new CallSlots(1, 1, () -> XrpcClientTest::here),
                    (delay, task) -> {
                    }, false);
            client.start();
            client.stop();

            CompletableFuture<XrpcResponse> answer = client
                    .call(XrpcRequest.query(URI.create("http://localhost:1"), "com.atproto.server.describeServer", Map.of()))
                    .toCompletableFuture();

            assertThatThrownBy(answer::get).cause().isInstanceOfSatisfying(
                    TransportException.class, failure -> assertThat(failure.isSent()).isFalse())
                    .hasMessageContaining("has stopped");
        }
    }
}
