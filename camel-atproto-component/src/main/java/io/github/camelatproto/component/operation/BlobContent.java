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
package io.github.camelatproto.component.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.github.camelatproto.component.xrpc.BrokenUploadException;
import io.github.camelatproto.component.xrpc.XrpcUpload;

/**
 * The bytes of a blob, to be read from their begin for each call. Never held whole where what they come from is not.
 *
 * @param contentType as told or sniffed
 * @param length      in bytes
 * @param source      gives them
 */
record BlobContent(String contentType, long length, Source source) implements XrpcUpload {

    private static final int BUFFER_BYTES = 16_384;

    /** Gives a stream that begins at the first byte, each time. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        InputStream opened;
        try {
            opened = source.open();
        } catch (IOException | RuntimeException e) {
            throw new BrokenUploadException("it could not be opened: " + e, e);
        }
        try (InputStream in = opened) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long left = length;
            while (left > 0) {
                int count = read(in, buffer, (int) Math.min(left, buffer.length));
                left -= count;
                if (count < 0) {
                    throw new BrokenUploadException("it ended before its " + length + " bytes had been read", null);
                }
                // before the last part, without which it is no blob
                if (left == 0 && read(in, new byte[1], 1) >= 0) {
                    throw new BrokenUploadException("it has grown beyond its " + length + " bytes while it was read", null);
                }
                out.write(buffer, 0, count);
            }
        }
    }

    private static int read(InputStream in, byte[] buffer, int most) throws BrokenUploadException {
        try {
            return in.read(buffer, 0, most);
        } catch (IOException | RuntimeException e) {
            throw new BrokenUploadException("it could not be read any further: " + e, e);
        }
    }
}
