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

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;

import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** Sends an upload as it is read, and tells how far it has come. */
final class UploadEntity extends AbstractHttpEntity {

    private final XrpcUpload upload;
    private final LongConsumer sent;

    /**
     * @param sent is told after each part how many bytes have gone out
     */
    UploadEntity(XrpcUpload upload, LongConsumer sent) {
        super(upload.contentType(), null);
        this.upload = upload;
        this.sent = sent;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        upload.writeTo(new Counted(out));
        out.flush();
    }

    private final class Counted extends FilterOutputStream {

        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            heed(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            heed(length);
        }

        private void heed(int length) {
            count += length;
            sent.accept(count);
        }
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("It is written, not read");
    }

    @Override
    public long getContentLength() {
        return upload.length();
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
        // nothing is open between two writes
    }
}
