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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;

import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;
import org.apache.commons.io.input.ReaderInputStream;

/** A file that is open to be read, and was as it is said here when it was opened. Not thread-safe. */
final class SourceFile implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final FileTime modified;

    private SourceFile(Path path, FileChannel channel, long size, FileTime modified) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.modified = modified;
    }

    /**
     * Opens it.
     *
     * @throws IOException if it cannot be read, or is there no more
     */
    static SourceFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new SourceFile(path, channel, channel.size(), Files.getLastModifiedTime(path));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** How many bytes have been read. */
    long position() {
        try {
            // a parser that has come to the end has closed it
            return channel.isOpen() ? channel.position() : size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Its text, in UTF-8 and without a byte order mark.
     *
     * @param  encoding            that it has unless it begins with a byte order mark, which says so itself
     * @throws FileImportException if it begins as no text of that encoding does
     */
    InputStream text(Charset encoding) throws IOException {
        InputStream bytes = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
        BOMInputStream marked = BOMInputStream.builder().setInputStream(bytes).setByteOrderMarks(
                ByteOrderMark.UTF_8, ByteOrderMark.UTF_16LE, ByteOrderMark.UTF_16BE, ByteOrderMark.UTF_32LE,
                ByteOrderMark.UTF_32BE).get();
        if (marked.hasBOM()) {
            return utf8(marked, Charset.forName(marked.getBOMCharsetName()));
        }
        InputStream unmarked = new BufferedInputStream(marked, BUFFER);
        if (encoding.equals(StandardCharsets.UTF_8) && isWide(unmarked)) {
            throw new FileImportException("it is no UTF-8, perhaps UTF-16; say which encoding it has");
        }
        return utf8(unmarked, encoding);
    }

    /** What is no character of the encoding is an error where it is read. */
    private static InputStream utf8(InputStream in, Charset encoding) throws IOException {
        if (encoding.equals(StandardCharsets.UTF_8)) {
            return in;
        }
        Reader reader = new InputStreamReader(
                in, encoding.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return ReaderInputStream.builder().setReader(reader).setCharset(StandardCharsets.UTF_8).setBufferSize(BUFFER).get();
    }

    /** Whether there is a zero byte among the first, which text in UTF-8 does not have. */
    private static boolean isWide(InputStream in) throws IOException {
        in.mark(4);
        byte[] start = in.readNBytes(4);
        in.reset();
        for (byte one : start) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks at its end that nobody has written to it meanwhile.
     *
     * @throws IOException if somebody has, or it is gone
     */
    void checkUnchanged() throws IOException {
        try {
            if (Files.size(path) != size || !Files.getLastModifiedTime(path).equals(modified)) {
                throw new IOException("it has been written to while it was read");
            }
        } catch (NoSuchFileException e) {
            throw new IOException("it has gone while it was read", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
