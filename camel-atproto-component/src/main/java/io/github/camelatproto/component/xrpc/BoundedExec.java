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

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.DefaultAuthenticationStrategy;
import org.apache.hc.client5.http.impl.classic.ProtocolExec;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Takes the place of the client's {@link ProtocolExec}, which looks for HTTP credentials before and after each call:
 * only proxies want such. Gives a connection back once its answer has been read; drops it where the answer is larger
 * than its call takes, or is not read to its end.
 */
final class BoundedExec implements ExecChainHandler {

    private final ExecChainHandler throughProxy = new ProtocolExec(
            DefaultAuthenticationStrategy.INSTANCE, DefaultAuthenticationStrategy.INSTANCE, null, true);

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = scope.route.getProxyHost() == null
                ? chain.proceed(request, scope) : throughProxy.execute(request, scope, chain);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            Content content = new Content(
                    entity.getContent(), scope.execRuntime, ((XrpcCall) scope.originalRequest).maxBytes());
            response.setEntity(new HttpEntityWrapper(entity) {
                @Override
                public InputStream getContent() {
                    return content;
                }
            });
        }
        return response;
    }

    private static final class Content extends FilterInputStream {
        private final ExecRuntime connection;
        private final long maxBytes;
        private long read;
        private boolean hasEnded;

        Content(InputStream in, ExecRuntime connection, long maxBytes) {
            super(in);
            this.connection = connection;
            this.maxBytes = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int next = hasEnded ? -1 : super.read();
            heed(next < 0 ? -1 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = hasEnded ? -1 : super.read(buffer, offset, length);
            heed(count);
            return count;
        }

        private void heed(int count) throws IOException {
            if (hasEnded) {
                return;
            }
            if (count < 0) {
                hasEnded = true;
                super.close();
                connection.releaseEndpoint();
                return;
            }
            read += count;
            if (read > maxBytes) {
                close();
                throw new IOException("The answer is larger than " + maxBytes + " bytes");
            }
        }

        /** To close the stream itself would read the rest of it first. */
        @Override
        public void close() {
            if (!hasEnded) {
                hasEnded = true;
                connection.discardEndpoint();
            }
        }
    }
}
