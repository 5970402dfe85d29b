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
package io.github.camelatproto.social.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.protocol.RedirectLocations;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Gets documents of the web, which is hostile ground: over {@code http} and {@code https} only, from public addresses
 * only, which is looked at on the address that is connected to and again after each of at most five redirects, and no
 * more of it than the limits allow. It sends no cookies, repeats nothing and blocks for as long as the limits say.
 * Immutable and safe for use by several threads.
 */
public final class WebFetcher {

    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_LINE = 16_384;
    private static final int MAX_HEADERS = 200;
    private static final Timeout MAX_SILENCE = Timeout.ofSeconds(15);
    private static final int MEGABYTE = 1024 * 1024;

    private final Set<String> trustedHosts;
    private final WebLimits limits;

    /**
     * @param trustedHosts names of hosts that may be anywhere, in the own network too, because the operator named them
     */
    public WebFetcher(Set<String> trustedHosts, WebLimits limits) {
        this.trustedHosts
                = trustedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.limits = limits;
    }

    /** Whether the operator named the host. */
    public boolean isTrusted(String host) {
        return trustedHosts.contains(host.toLowerCase(Locale.ROOT));
    }

    /**
     * Gets a document.
     *
     * @param  accept      the header {@code Accept}
     * @param  known       the version that is known already: if it is the present one, the answer is that it is
     *                     unchanged
     * @throws IOException if it cannot be reached, is too large or too slow, or lies where it must not; the message
     *                     says which
     */
    public WebDocument get(URI address, String accept, WebVersion known) throws IOException {
        if (!"https".equals(address.getScheme()) && !"http".equals(address.getScheme())) {
            throw new IOException("it is not at an address of http or https");
        }
        HttpGet request = new HttpGet(address);
        request.setHeader("Accept", accept);
        if (known.entityTag() != null) {
            request.setHeader("If-None-Match", known.entityTag());
        }
        if (known.lastModified() != null) {
            request.setHeader("If-Modified-Since", known.lastModified());
        }
        Duration maxTime = limits.maxTime();
        HttpClientContext context = HttpClientContext.create();
        try (CloseableHttpClient client = client()) {
            // a server that sends a byte now and then, of a header or of the content, keeps every other timeout from ending it
            CompletableFuture.delayedExecutor(maxTime.toMillis(), TimeUnit.MILLISECONDS).execute(request::cancel);
            return client.execute(request, context,
                    response -> document(request, address, response, context.getRedirectLocations()));
        } catch (WebLimitException e) {
            throw e;
        } catch (IOException e) {
            if (request.isCancelled()) {
                InterruptedIOException late
                        = new InterruptedIOException("it was not there within " + maxTime.toSeconds() + " seconds");
                late.initCause(e);
                throw late;
            }
            throw e;
        }
    }

    private WebDocument document(
            HttpGet request, URI address, ClassicHttpResponse response, @Nullable RedirectLocations redirects)
            throws IOException {
        URI found = redirects == null || redirects.size() == 0 ? address : redirects.get(redirects.size() - 1);
        byte[] content = response.getCode() == 200 ? content(request, response) : new byte[0];
        return new WebDocument(
                found, response.getCode(), content, header(response, "Content-Type"),
                new WebVersion(header(response, "ETag"), header(response, "Last-Modified")));
    }

    private byte[] content(HttpGet request, ClassicHttpResponse response) throws IOException {
        try (InputStream content = response.getEntity().getContent()) {
            byte[] bytes = content.readNBytes(limits.maxBytes() + 1);
            if (bytes.length > limits.maxBytes()) {
                // or the rest would be read too
                request.cancel();
                throw new WebLimitException("it is larger than " + size(limits.maxBytes()));
            }
            return bytes;
        }
    }

    /** Such as {@code 5 MB}. */
    public static String size(int bytes) {
        return bytes % MEGABYTE == 0 ? bytes / MEGABYTE + " MB" : bytes + " bytes";
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private CloseableHttpClient client() {
        return HttpClients.custom()
                .setUserAgent("camel-atproto")
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setMaxRedirects(MAX_REDIRECTS)
                        .setResponseTimeout(MAX_SILENCE)
                        .build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(MAX_LINE)
                                        .setMaxHeaderCount(MAX_HEADERS)
                                        .build())
                                .build())
                        .setDnsResolver(new PublicHosts(trustedHosts, SystemDefaultDnsResolver.INSTANCE))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(MAX_SILENCE)
                                .setSocketTimeout(MAX_SILENCE)
                                .build())
                        .build())
                .build();
    }
}
