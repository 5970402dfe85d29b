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
package io.github.camelatproto.social.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Gets a feed over HTTP within the limits of {@link FeedReader}. */
final class WebFeed {

    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_LINE = 16_384;
    private static final int MAX_HEADERS = 200;
    private static final Duration MAX_TIME = Duration.ofSeconds(30);
    private static final Timeout MAX_SILENCE = Timeout.ofSeconds(15);

    private final URI address;
    private final String name;

    private WebFeed(URI address, String name) {
        this.address = address;
        this.name = name;
    }

    static FeedDocument get(URI address, String name) throws IOException {
        return get(address, name, MAX_TIME);
    }

    /** For tests: with another limit to the time. */
    static FeedDocument get(URI address, String name, Duration maxTime) throws IOException {
        return new WebFeed(address, name).get(maxTime);
    }

    private FeedDocument get(Duration maxTime) throws IOException {
        HttpGet request = new HttpGet(address);
        request.setHeader("Accept",
                "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1");
        HttpClientContext context = HttpClientContext.create();
        try (CloseableHttpClient client = client()) {
            // a server that sends a byte now and then, of a header or of the feed, keeps every other timeout from ending it
            CompletableFuture.delayedExecutor(maxTime.toMillis(), TimeUnit.MILLISECONDS).execute(request::cancel);
            return client.execute(request, context, response -> document(response, context.getRedirectLocations()));
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

    private FeedDocument document(ClassicHttpResponse response, @Nullable RedirectLocations redirects) throws IOException {
        if (response.getCode() != 200) {
            throw new FeedException(FeedDocument.message(name, "the server answers " + response.getCode()));
        }
        HttpEntity entity = response.getEntity();
        Header contentType = response.getFirstHeader("Content-Type");
        URI base = redirects == null || redirects.size() == 0 ? address : redirects.get(redirects.size() - 1);
        try (InputStream content = entity.getContent()) {
            return new FeedDocument(
                    name, FeedReader.limited(content, name), contentType == null ? null : contentType.getValue(), base);
        }
    }

    private CloseableHttpClient client() {
        return HttpClients.custom()
                .setUserAgent("camel-atproto-feed")
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
                        .setDnsResolver(new PublicHosts(address.getHost(), SystemDefaultDnsResolver.INSTANCE))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(MAX_SILENCE)
                                .setSocketTimeout(MAX_SILENCE)
                                .build())
                        .build())
                .build();
    }
}
