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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A PDS that does nothing: it takes what is sent and gives valid answers that were made before, so that it is the
 * client that is measured. One thread. Ends when its standard input does.
 */
public final class NullServer {

    private final Selector selector;
    private final ServerSocketChannel door;
    private final CannedAnswers answers;

    private NullServer(CannedAnswers answers) throws IOException {
        this.answers = answers;
        selector = Selector.open();
        door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Takes the size in bytes of the records that it will be sent, whose CIDs are in its answers. */
    public static void main(String[] arguments) throws IOException {
        NullServer server = new NullServer(new CannedAnswers(Integer.parseInt(arguments[0])));
        Thread serving = new Thread(server::serve, "null-server");
        serving.setDaemon(true);
        serving.start();
        System.out.println("ready: http://127.0.0.1:" + server.door.socket().getLocalPort());
        System.in.transferTo(System.out);
    }

    private void serve() {
        try {
            while (true) {
                selector.select(this::ready);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The null server has ended", e);
        }
    }

    private void ready(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
            return;
        }
        NullConnection connection = (NullConnection) key.attachment();
        try {
            connection.serve();
        } catch (IOException e) {
            // the client is gone
            key.cancel();
            connection.close();
        }
    }

    private void accept() {
        try {
            SocketChannel channel = door.accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new NullConnection(channel, answers));
        } catch (IOException e) {
            throw new IllegalStateException("The null server takes no connections", e);
        }
    }
}
