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
package io.github.camelatproto.pds.xrpc;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param head from the connection or the last answer to the whole head of the next request
 * @param body for the whole body
 * @param idle without a byte in either direction while a request is under way
 */
public record Timeouts(Duration head, Duration body, Duration idle) {

    public static final Timeouts DEFAULT
            = new Timeouts(Duration.ofSeconds(90), Duration.ofSeconds(30), Duration.ofSeconds(90));
}
