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
package io.github.camelatproto.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** One connection of the null server: as little of HTTP/1.1 as its clients need. */
final class NullConnection {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String LENGTH = "\r\ncontent-length:";

    private final SocketChannel channel;
    private final CannedAnswers answers;
    private ByteBuffer received = ByteBuffer.allocate(256 * 1024);
    private int headLength;
    private int requestLength;
    private String method = "";

    NullConnection(SocketChannel channel, CannedAnswers answers) {
        this.channel = channel;
        this.answers = answers;
    }

    /** Reads what is there, and answers if a request is complete. No client sends a second one before its answer. */
    void serve() throws IOException {
        if (channel.read(received) < 0) {
            throw new EOFException();
        }
        if (requestLength == 0) {
            readHead();
        }
        if (requestLength > 0 && received.position() >= requestLength) {
            byte[] bytes = received.array();
            ByteBuffer answer = ByteBuffer.wrap(answers.to(method, bytes, headLength, requestLength));
            received.clear();
            requestLength = 0;
            // larger than the socket's buffer is no answer, so this does not spin
            while (answer.hasRemaining()) {
                channel.write(answer);
            }
        } else if (!received.hasRemaining()) {
            received = ByteBuffer.wrap(Arrays.copyOf(received.array(), received.capacity() * 2)).position(received.position());
        }
    }

    private void readHead() {
        byte[] bytes = received.array();
        int end = indexOf(bytes, received.position());
        if (end < 0) {
            return;
        }
        headLength = end + END_OF_HEAD.length;
        String head = new String(bytes, 0, end, StandardCharsets.US_ASCII);
        int path = head.indexOf("/xrpc/") + "/xrpc/".length();
        method = head.substring(path, endOfMethod(head, path));
        String lower = head.toLowerCase(Locale.ROOT);
        int length = lower.indexOf(LENGTH);
        int bodyLength = 0;
        if (length >= 0) {
            int eol = lower.indexOf('\r', length + LENGTH.length());
            bodyLength = Integer.parseInt(
                    lower.substring(length + LENGTH.length(), eol < 0 ? lower.length() : eol).trim());
        }
        requestLength = headLength + bodyLength;
    }

    private static int endOfMethod(String head, int from) {
        int end = from;
        while (head.charAt(end) != ' ' && head.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    private static int indexOf(byte[] bytes, int limit) {
        for (int i = 3; i < limit; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i - 3;
            }
        }
        return -1;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
