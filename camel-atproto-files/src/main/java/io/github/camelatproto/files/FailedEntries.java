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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The entries of a file that failed, in a file that can be mended and dropped again, and beside it why they did.
 * Neither is there before one fails. Not thread-safe.
 */
final class FailedEntries implements AutoCloseable {

    private static final byte[] MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

    private final Path entries;
    private final Path reasons;
    private final byte[] head;
    private final boolean isMarked;
    private Lengths lengths;
    private @Nullable KeptFile openEntries;
    private @Nullable KeptFile openReasons;

    /**
     * @param head     what stands above the entries, empty where nothing does
     * @param isMarked whether files are taken for something else than UTF-8 unless they say that they are not
     * @param lengths  what has been written before; what is there beyond it will come again
     */
    FailedEntries(Path entries, Path reasons, byte[] head, boolean isMarked, Lengths lengths) {
        this.entries = entries;
        this.reasons = reasons;
        this.head = head.clone();
        this.isMarked = isMarked;
        this.lengths = lengths;
    }

    /** How long both files are. */
    record Lengths(long entries, long reasons) {
        static final Lengths NONE = new Lengths(0, 0);
    }

    Path entries() {
        return entries;
    }

    Path reasons() {
        return reasons;
    }

    void add(Entry entry, String reason) throws IOException {
        if (openEntries == null) {
            openEntries = KeptFile.open(entries, lengths.entries());
            openReasons = KeptFile.open(reasons, lengths.reasons());
        }
        if (entry.text().length > 0) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            if (openEntries.length() == 0) {
                text.writeBytes(isMarked ? MARK : new byte[0]);
                text.writeBytes(head);
                text.writeBytes(end(head));
            }
            text.writeBytes(entry.text());
            text.writeBytes(end(entry.text()));
            openEntries.write(text.toByteArray());
        }
        if (openReasons != null) {
            openReasons.write((entry.place() + ": " + reason + "\n").getBytes(StandardCharsets.UTF_8));
            lengths = new Lengths(openEntries.length(), openReasons.length());
        }
    }

    private static byte[] end(byte[] text) {
        return text.length == 0 ? text : new byte[] { '\n' };
    }

    Lengths lengths() {
        return lengths;
    }

    @Override
    public void close() throws IOException {
        if (openEntries != null) {
            openEntries.close();
        }
        if (openReasons != null) {
            openReasons.close();
        }
    }
}
