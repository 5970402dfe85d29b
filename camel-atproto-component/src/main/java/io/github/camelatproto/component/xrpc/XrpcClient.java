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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import javax.net.ssl.SSLHandshakeException;

import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls XRPC methods, each call once, on a bounded pool of which no host takes more than its share. The HTTP client is
 * the one that camel-http makes for the PDS's address, with its pool, TLS, proxy and timeouts; calls go to it directly,
 * because an exchange for each would cost more than the call. Thread-safe.
 */
public final class XrpcClient extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(XrpcClient.class);
    private static final String JSON = "application/json";

    private final HttpComponent http;
    private final Duration requestTimeout;
    private final CallSlots slots;
    private final CallDeadlines deadlines;
    private final AnswerReader answers = new AnswerReader();
    private final Map<URI, Pds> pdss = new ConcurrentHashMap<>();
    /** Paths without a query; there are as many as methods. */
    private final Map<String, URI> paths = new ConcurrentHashMap<>();

    /**
     * @param http           this client's own component; its retries, redirects, cookies and compression are switched
     *                       off here
     * @param requestTimeout for one call, from its start to the last byte of its answer, and for an upload, and a
     *                       download that is no JSON, from its last byte; a call waits as long for a thread
     * @param slots          runs the calls, which block
     * @param scheduler      runs a task after a delay, to end those that take too long
     * @param isPublicOnly   whether nothing is sent to private addresses, because strangers have named the services
     */
    public XrpcClient(
                      HttpComponent http, Duration requestTimeout, CallSlots slots,
                      BiConsumer<Duration, Runnable> scheduler, boolean isPublicOnly) {
        this.http = http;
        this.requestTimeout = requestTimeout;
        this.slots = slots;
        this.deadlines = new CallDeadlines(requestTimeout, scheduler);
        http.setAutomaticRetriesDisabled(true);
        http.setRedirectHandlingDisabled(true);
        http.setFollowRedirects(false);
        http.setCookieManagementDisabled(true);
        http.setCopyHeaders(false);
        // answers are small: to compress them costs both sides more than it saves
        http.setContentCompressionDisabled(true);
        http.setConnectTimeout(requestTimeout.toMillis());
        http.setConnectionRequestTimeout(requestTimeout.toMillis());
        // a deadline for each call bounds silence too, without a timer for each read
        http.setSoTimeout(0);
        http.setHttpClientConfigurer(builder -> {
            builder.disableConnectionState()
                    .replaceExecInterceptor(ChainElement.PROTOCOL.name(), new BoundedExec());
            if (isPublicOnly) {
                builder.setRequestExecutor(new PublicOnly());
            }
        });
    }

    /** Where a service is reached, and how. */
    private record Pds(HttpEndpoint endpoint, HttpHost host, HttpClient client) {
    }

    /**
     * Completes with whatever was answered, error or not; exceptionally with {@link TransportException} where there was
     * no complete answer.
     */
    public CompletionStage<XrpcResponse> call(XrpcRequest request) {
        CompletableFuture<XrpcResponse> answer = new CompletableFuture<>();
        slots.execute(
                request.service(), requestTimeout, () -> call(request, answer),
                refused -> answer.completeExceptionally(
                        new TransportException(request + " was not sent: " + refused.getMessage(), false, refused)));
        return answer;
    }

    private void call(XrpcRequest request, CompletableFuture<XrpcResponse> answer) {
        try {
            answer.complete(callNow(request));
        } catch (Exception e) {
            answer.completeExceptionally(e);
        } catch (Error e) {
            answer.completeExceptionally(e);
            throw e;
        }
    }

    private XrpcResponse callNow(XrpcRequest request) throws TransportException {
        if (!isRunAllowed()) {
            throw new TransportException(request + " was not sent: the component has stopped", false, null);
        }
        Pds pds;
        try {
            pds = pdss.computeIfAbsent(request.service(), this::pds);
        } catch (RuntimeException e) {
            throw new TransportException(request + " was not sent: " + e.getMessage(), false, e);
        }
        try {
            XrpcResponse response = execute(pds, request);
            LOG.debug("{}: {} {}", request, response.status(), response.error());
            return response;
        } catch (IOException | RuntimeException e) {
            boolean sent = !isConnectFailure(e);
            LOG.debug("{}: {}", request, e.toString());
            throw new TransportException(
                    request + (sent ? " got no complete answer: " : " could not connect: ") + reason(e), sent, e);
        }
    }

    private XrpcResponse execute(Pds pds, XrpcRequest request) throws IOException {
        XrpcCall call = httpRequest(request);
        long begin = System.nanoTime();
        deadlines.begin(call);
        try {
            return pds.client.execute(pds.host, call,
                    response -> answers.read(response, request, bytes -> deadlines.moved(call, begin, bytes)));
        } catch (IOException e) {
            throw call.isCancelled() ? new SocketTimeoutException(tooLong(request)) : e;
        } finally {
            deadlines.end(call);
        }
    }

    private String tooLong(XrpcRequest request) {
        return request.upload() == null && request.content() == null
                ? "The call took longer than " + requestTimeout.toSeconds() + " s"
                : "The transfer stood still for longer than " + requestTimeout.toSeconds() + " s, or was slower than "
                  + CallDeadlines.LEAST_RATE + " bytes a second";
    }

    private XrpcCall httpRequest(XrpcRequest request) {
        XrpcCall http = new XrpcCall(request, path(request));
        if (request.token() != null) {
            http.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + request.token());
        }
        if (request.input() != null) {
            http.setEntity(new InputEntity(request.input()));
        } else if (request.upload() != null) {
            long begin = System.nanoTime();
            http.setEntity(new UploadEntity(request.upload(), bytes -> deadlines.moved(http, begin, bytes)));
        }
        return http;
    }

    private URI path(XrpcRequest request) {
        String path = "/xrpc/" + request.nsid();
        return request.query().isEmpty()
                ? paths.computeIfAbsent(path, URI::create) : URI.create(path + "?" + request.queryString());
    }

    /** Sends the input, and says so. */
    private static final class InputEntity extends AbstractHttpEntity {

        private final XrpcInput input;
        private final byte[] json;

        InputEntity(XrpcInput input) {
            super(JSON, null);
            this.input = input;
            this.json = input.json();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(json);
            out.flush();
            input.sent();
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(json);
        }

        @Override
        public long getContentLength() {
            return json.length;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public void close() {
            // it is in memory
        }
    }

    private static boolean isConnectFailure(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof ConnectionRequestTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof SSLHandshakeException;
    }

    private static String reason(Exception e) {
        if (e instanceof UnknownHostException) {
            return "unknown host " + e.getMessage();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private Pds pds(URI service) {
        try {
            // a client that offers an upgrade to TLS on plain HTTP is dropped without an answer by the reference PDS
            HttpEndpoint endpoint = (HttpEndpoint) http.createEndpoint(
                    service + "?httpClient.protocolUpgradeEnabled=false");
            ServiceHelper.startService(endpoint);
            return new Pds(endpoint, HttpHost.create(service), endpoint.getHttpClient());
        } catch (Exception e) {
            throw new IllegalArgumentException("No HTTP endpoint for " + service + ": " + e.getMessage(), e);
        }
    }

    @Override
    protected void doStart() throws Exception {
        ServiceHelper.startService(http);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopAndShutdownServices(pdss.values().stream().map(Pds::endpoint).toList());
        pdss.clear();
        ServiceHelper.stopAndShutdownServices(http);
    }
}
