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
package io.github.camelatproto.component.identity;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

import javax.net.ssl.SSLContext;

import io.github.camelatproto.component.xrpc.PublicAddresses;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches small texts from hosts that strangers have named: no redirects, no cookies, a bound on size and on time, and
 * from public addresses only. A proxy looks up names itself, so with one it is the proxy that has to know which
 * addresses it goes to. Blocks; thread-safe.
 */
public final class Fetcher implements Closeable {

    private static final Timeout SILENCE = Timeout.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final CloseableHttpClient client;
    private final BiConsumer<Duration, Runnable> scheduler;

    /**
     * @param tls          null for the JVM's own
     * @param proxy        null for none
     * @param isPublicOnly whether private addresses are refused
     * @param scheduler    runs a task after a delay, to end what takes too long
     */
    public Fetcher(
                   @Nullable SSLContext tls, @Nullable HttpHost proxy, boolean isPublicOnly,
                   BiConsumer<Duration, Runnable> scheduler) {
        this.scheduler = scheduler;
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(SILENCE).setSocketTimeout(SILENCE).build());
        if (isPublicOnly) {
            connections.setDnsResolver(new PublicAddresses());
        }
        if (tls != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
        }
        HttpClientBuilder builder = HttpClients.custom().setConnectionManager(connections.build())
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement().disableAuthCaching()
                .disableContentCompression().setUserAgent("camel-atproto")
                .setDefaultRequestConfig(
                        RequestConfig.custom().setConnectionRequestTimeout(SILENCE).setResponseTimeout(SILENCE)
                                .setProtocolUpgradeEnabled(false).build());
        if (proxy != null) {
            builder.setProxy(proxy);
        }
        client = builder.build();
    }

    /** What was answered; the text is empty where there was none. */
    record Answer(int status, String text) {
    }

    /**
     * @throws IOException if there is no answer, one of more than so many bytes, or one that says to come later
     */
    Answer get(URI address, String accepted, int maxBytes) throws IOException {
        HttpGet get = new HttpGet(address);
        get.setHeader("Accept", accepted);
        try {
            scheduler.accept(LONGEST, get::cancel);
        } catch (RejectedExecutionException e) {
            throw new IOException("The component has stopped", e);
        }
        return client.execute(get, response -> read(response, maxBytes));
    }

    private static Answer read(ClassicHttpResponse response, int maxBytes) throws IOException {
        if (response.getCode() >= 500 || response.getCode() == 429) {
            throw new IOException("It answered " + response.getCode());
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new Answer(response.getCode(), "");
        }
        // not in a try: to close it would read what is beyond the bound; the client drops the connection then
        InputStream content = entity.getContent();
        byte[] bytes = content.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw new IOException("The answer is larger than " + maxBytes + " bytes");
        }
        return new Answer(response.getCode(), new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
