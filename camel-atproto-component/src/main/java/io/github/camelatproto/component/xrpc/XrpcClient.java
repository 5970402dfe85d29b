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

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import javax.net.ssl.SSLHandshakeException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.data.AtJson;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls XRPC methods through camel-http, each call once, on a bounded pool. Nothing of a route's exchange reaches the
 * wire: a call is an exchange of its own. Thread-safe.
 */
public final class XrpcClient extends ServiceSupport {

    /** No answer this component asks for comes near it: a record is at most 1,000,000 bytes. */
    private static final long MAX_ANSWER_BYTES = 8_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(XrpcClient.class);
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final HttpComponent http;
    private final Executor pool;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<URI, Producer> producers = new ConcurrentHashMap<>();

    /**
     * @param http           this client's own component; its retries, redirects and cookies are switched off here
     * @param requestTimeout for one call, from its start to the last byte of its answer
     * @param pool           runs the calls, which block
     */
    public XrpcClient(HttpComponent http, Duration requestTimeout, Executor pool) {
        this.http = http;
        this.pool = pool;
        http.setAutomaticRetriesDisabled(true);
        http.setRedirectHandlingDisabled(true);
        http.setFollowRedirects(false);
        http.setCookieManagementDisabled(true);
        http.setCopyHeaders(false);
        http.setConnectTimeout(requestTimeout.toMillis());
        http.setConnectionRequestTimeout(requestTimeout.toMillis());
        http.setResponseTimeout(requestTimeout.toMillis());
        http.setSoTimeout(requestTimeout.toMillis());
        http.setHttpClientConfigurer(builder -> builder.addExecInterceptorFirst(
                "atproto-answer-limits", new AnswerLimits(MAX_ANSWER_BYTES, requestTimeout)));
    }

    /**
     * Completes with whatever was answered, error or not; exceptionally with {@link TransportException} where there was
     * no complete answer.
     */
    public CompletionStage<XrpcResponse> call(XrpcRequest request) {
        CompletableFuture<XrpcResponse> answer = new CompletableFuture<>();
        try {
            pool.execute(() -> {
                try {
                    answer.complete(callNow(request));
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                } catch (Error e) {
                    answer.completeExceptionally(e);
                    throw e;
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    new TransportException(request + " was not sent: the component is stopping", false, e));
        }
        return answer;
    }

    private XrpcResponse callNow(XrpcRequest request) throws TransportException {
        Producer producer;
        try {
            producer = producers.computeIfAbsent(request.service(), this::producer);
        } catch (RuntimeException e) {
            throw new TransportException(request + " was not sent: " + e.getMessage(), false, e);
        }
        Exchange exchange = producer.getEndpoint().createExchange();
        try {
            Message message = exchange.getIn();
            message.setHeader(HttpConstants.HTTP_METHOD, request.isQuery() ? "GET" : "POST");
            message.setHeader(HttpConstants.HTTP_PATH, "/xrpc/" + request.nsid());
            message.setHeader("Accept", "application/json");
            if (!request.query().isEmpty()) {
                message.setHeader(HttpConstants.HTTP_QUERY, request.queryString());
            }
            if (request.input() != null) {
                message.setHeader(Exchange.CONTENT_TYPE, "application/json");
                message.setBody(AtJson.writeBytes(request.input()));
            }
            if (request.token() != null) {
                message.setHeader("Authorization", "Bearer " + request.token());
            }
            producer.process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            XrpcResponse response = response(exchange.getMessage());
            LOG.debug("{}: {} {}", request, response.status(), response.error());
            return response;
        } catch (Exception e) {
            boolean sent = !isConnectFailure(e);
            LOG.debug("{}: {}", request, e.toString());
            throw new TransportException(
                    request + (sent ? " got no complete answer: " : " could not connect: ") + reason(e), sent, e);
        } finally {
            releaseConnection(exchange);
        }
    }

    private XrpcResponse response(Message message) throws IOException {
        int status = message.getHeader(HttpConstants.HTTP_RESPONSE_CODE, Integer.class);
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), String.valueOf(value)));
        byte[] body = bytes(message.getBody());
        Map<String, Object> json = null;
        if (body.length > 0 && headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT).contains("json")) {
            try {
                json = mapper.readValue(body, OBJECT);
            } catch (JsonProcessingException e) {
                if (status < 300) {
                    throw new IOException("its JSON is cut off or malformed", e);
                }
            }
        }
        return new XrpcResponse(status, json == null ? Map.of() : json, json != null, headers);
    }

    private static byte[] bytes(@Nullable Object body) throws IOException {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof InputStream stream) {
            try (stream) {
                return stream.readAllBytes();
            }
        }
        return new byte[0];
    }

    /** What camel-http leaves to the end of an exchange: giving the connection back. */
    private static void releaseConnection(Exchange exchange) {
        List<Synchronization> completions = exchange.getExchangeExtension().handoverCompletions();
        if (completions != null) {
            completions.forEach(completion -> completion.onComplete(exchange));
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

    private Producer producer(URI service) {
        try {
            // a client that offers an upgrade to TLS on plain HTTP is dropped without an answer by the reference PDS
            HttpEndpoint endpoint = (HttpEndpoint) http.createEndpoint(
                    service + "?throwExceptionOnFailure=false&httpClient.protocolUpgradeEnabled=false");
            Producer producer = endpoint.createProducer();
            ServiceHelper.startService(endpoint, producer);
            return producer;
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
        producers.values().forEach(producer -> ServiceHelper.stopAndShutdownServices(producer, producer.getEndpoint()));
        producers.clear();
        ServiceHelper.stopAndShutdownServices(http);
    }
}
