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
package io.github.camelatproto.component.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps sessions in a folder, a file for each account, which only its owner can read (0600; the folder, where it is
 * made here, 0700). A file is replaced as a whole and forced to disk first, so that a crash leaves the old session or
 * the new one; processes may share the folder. Thread-safe.
 */
public final class FileSessionStore implements SessionStore {

    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("---rwxrwx");
    /** More than a session with its tokens needs. */
    private static final long MAX_BYTES = 1_000_000;

    private final Path folder;

    /**
     * @param  folder                   is made if it does not exist
     * @throws IllegalArgumentException if it cannot be made or written to
     */
    public FileSessionStore(Path folder) {
        this.folder = folder;
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (isPosix()) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
            Files.delete(Files.createTempFile(folder, "write", ".test"));
        } catch (IOException e) {
            throw new IllegalArgumentException("Sessions cannot be kept in the folder " + folder + ": " + e, e);
        }
    }

    /** As above, for configurations that have text only. */
    public FileSessionStore(String folder) {
        this(Path.of(folder));
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private Path file(String account) {
        return folder.resolve(SessionText.name(account) + ".json");
    }

    @Override
    public Optional<Session> load(String account) {
        Path file = file(account);
        try {
            if (isPosix() && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains)) {
                throw new IllegalStateException(file + " can be read or written by others, so it is not trusted");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalStateException(file + " is no session: it is too large");
            }
            return Optional.of(SessionText.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " is no session: " + e.getMessage(), e);
        }
    }

    @Override
    public void save(String account, Session session) {
        Path file = file(account);
        try {
            // readable by its owner only, as such files are
            Path written = Files.createTempFile(folder, "session", ".new");
            try {
                try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(SessionText.write(session));
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }
}
