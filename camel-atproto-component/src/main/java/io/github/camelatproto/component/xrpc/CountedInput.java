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
import java.util.function.LongConsumer;

/** Tells how far a download has come. */
final class CountedInput extends FilterInputStream {

    private final LongConsumer received;
    private long count;

    /**
     * @param received is told after each part how many bytes have come in
     */
    CountedInput(InputStream in, LongConsumer received) {
        super(in);
        this.received = received;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        heed(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        heed(Math.max(read, 0));
        return read;
    }

    private void heed(int length) {
        count += length;
        received.accept(count);
    }
}
