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
package io.github.camelatproto.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written on where it was left. Not thread-safe. */
final class KeptFile implements AutoCloseable {

    private final FileChannel channel;
    private final OutputStream out;
    private long length;

    private KeptFile(FileChannel channel, long length) {
        this.channel = channel;
        this.out = Channels.newOutputStream(channel);
        this.length = length;
    }

    /**
     * Opens it, and forgets what it has beyond that length.
     */
    static KeptFile open(Path path, long length) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(length).position(length);
            return new KeptFile(channel, length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        length += bytes.length;
    }

    long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
