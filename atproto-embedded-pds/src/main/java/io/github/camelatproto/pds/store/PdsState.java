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
package io.github.camelatproto.pds.store;

import java.nio.file.Path;
import java.time.Clock;

import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.pds.account.AccountStore;
import io.github.camelatproto.pds.account.Accounts;
import io.github.camelatproto.pds.account.SessionStore;
import io.github.camelatproto.pds.account.Sessions;
import io.github.camelatproto.pds.blob.BlobStore;
import io.github.camelatproto.pds.blob.Blobs;
import io.github.camelatproto.pds.repo.RepoStore;
import io.github.camelatproto.pds.repo.Repos;

/** Everything a PDS keeps. Thread-safe. */
public final class PdsState implements AutoCloseable {

    private final Accounts accounts;
    private final Sessions sessions;
    private final Repos repos;
    private final Blobs blobs;
    private final Runnable close;

    private PdsState(
                     AccountStore accounts, SessionStore sessions, RepoStore repos, BlobStore blobs, Clock clock,
                     Runnable close) {
        this.blobs = new Blobs(blobs);
        this.repos = new Repos(repos, this.blobs, Lexicons.bundled(), clock);
        this.accounts = new Accounts(accounts, this.repos, clock);
        this.sessions = new Sessions(sessions, clock);
        this.close = close;
    }

    /** Everything is gone with the process, or when nobody holds it any more. */
    public static PdsState inMemory(Clock clock) {
        MemoryStore memory = new MemoryStore();
        return new PdsState(memory, memory, memory, memory, clock, () -> {
        });
    }

    /**
     * Keeps everything in a file; what a call has answered is in it, even after a SIGKILL, but a power failure may cost
     * the whole file. It holds the keys and password hashes of the accounts.
     *
     * @param  file                     of H2, created where it is not there; with or without the {@code .mv.db} that
     *                                  its name ends with
     * @throws IllegalArgumentException if its path has a semicolon, which H2 cannot have
     * @throws IllegalStateException    if it is in use, of another version, or damaged
     */
    public static PdsState inFile(Path file, Clock clock) {
        H2File h2 = H2File.open(file);
        try {
            return new PdsState(
                    new H2Accounts(h2), new H2Sessions(h2), new H2Repos(h2), new H2Blobs(h2), clock, h2::close);
        } catch (RuntimeException e) {
            h2.close();
            throw e;
        }
    }

    public Accounts accounts() {
        return accounts;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Repos repos() {
        return repos;
    }

    public Blobs blobs() {
        return blobs;
    }

    @Override
    public void close() {
        close.run();
    }
}
