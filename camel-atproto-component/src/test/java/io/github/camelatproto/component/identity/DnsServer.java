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

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers questions for TXT records as the test wants it; what it has no answer for does not exist. */
public final class DnsServer implements AutoCloseable {

    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket;
    private final Map<String, List<String>> texts = new ConcurrentHashMap<>();

    public DnsServer() throws SocketException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "dns");
        thread.setDaemon(true);
        thread.start();
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public DnsServer txt(String name, String... values) {
        texts.put(name, List.of(values));
        return this;
    }

    private void serve() {
        byte[] bytes = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(bytes, bytes.length);
                socket.receive(question);
                byte[] answer = answer(bytes, question.getLength());
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            } catch (IOException e) {
                // closed
                return;
            }
        }
    }

    private byte[] answer(byte[] question, int length) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(question, 0, length);
        in.position(12);
        List<String> labels = new ArrayList<>();
        for (int size = in.get(); size > 0; size = in.get()) {
            byte[] label = new byte[size];
            in.get(label);
            labels.add(new String(label, StandardCharsets.US_ASCII));
        }
        int endOfQuestion = in.position() + 4;
        List<String> values = texts.get(String.join(".", labels).toLowerCase(Locale.ROOT));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8580 | (values == null ? NO_SUCH_NAME : 0));
        out.writeShort(1);
        out.writeShort(values == null ? 0 : values.size());
        out.writeInt(0);
        out.write(question, 12, endOfQuestion - 12);
        for (String value : values == null ? List.<String> of() : values) {
            byte[] text = value.getBytes(StandardCharsets.US_ASCII);
            out.writeShort(0xc00c);
            out.writeShort(16);
            out.writeShort(1);
            out.writeInt(60);
            out.writeShort(text.length + 1);
            out.writeByte(text.length);
            out.write(text);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
