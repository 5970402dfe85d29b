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
package io.github.camelatproto.component.operation;

import java.time.Duration;

import io.github.camelatproto.component.AtprotoConfiguration;
import io.github.camelatproto.component.commit.WriterSettings;

/** The engine's bounds, from an endpoint's options. */
final class Settings {

    /** What no request exceeds, however much the PDS shows that it takes. */
    private static final int MOST_REQUEST_BYTES = 1_000_000;

    private Settings() {
    }

    static WriterSettings of(AtprotoConfiguration configuration) {
        Integer maxRequestBytes = configuration.getMaxRequestBytes();
        return new WriterSettings(
                configuration.getMaxQueued(), configuration.isGroupCommit(), configuration.getMaxWritesPerCommit(),
                maxRequestBytes == null ? MOST_REQUEST_BYTES : maxRequestBytes,
                Duration.ofMillis(configuration.getRequestTimeout()), Duration.ofMillis(configuration.getDeliveryTimeout()),
                configuration.getRateLimitPolicy(), Duration.ofMillis(configuration.getMaxRateLimitWait()),
                configuration.isSwapRequired());
    }
}
