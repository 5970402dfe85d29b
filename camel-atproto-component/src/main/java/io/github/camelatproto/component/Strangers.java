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

import javax.net.ssl.SSLContext;

import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * How hosts are reached that no route has named, but a handle or a DID document.
 *
 * @param directory the PLC directory, scheme and authority only
 * @param isPublic  whether they must have public addresses, and https
 * @param dnsServer null for the machine's own
 * @param tls       null for the JVM's own
 * @param proxy     null for none
 */
record Strangers(
        URI directory, boolean isPublic, @Nullable String dnsServer, @Nullable SSLContext tls, @Nullable HttpHost proxy) {
}
