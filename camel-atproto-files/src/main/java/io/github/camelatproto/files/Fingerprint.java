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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file is told from others of its name by: its size, its begin and its end.
 *
 * @param hex 64 hex digits
 */
record Fingerprint(String hex) {

    private static final int LOOKED_AT = 64 * 1024;

    static Fingerprint of(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(channel.size()).flip());
            digest.update(part(channel, 0));
            digest.update(part(channel, Math.max(0, channel.size() - LOOKED_AT)));
            return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteBuffer part(FileChannel channel, long from) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(LOOKED_AT);
        channel.position(from);
        while (part.hasRemaining() && channel.read(part) >= 0) {
            // until it is full, or the file ends
        }
        return part.flip();
    }
}
