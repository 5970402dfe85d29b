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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelatproto.syntax.Did;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The stores that outlive a process: a folder, and a table in H2. */
class SessionStoreTest {

    private static final String ALICE = "alice.test https://pds.example";

    private final JdbcDataSource database = new JdbcDataSource();

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        database.setURL("jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1");
    }

    private static Session session(String token) {
        return new Session(
                Did.parse("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), "alice.test", URI.create("https://pds.example"), token,
                "refresh-" + token);
    }

    /** Another object for the same place, as another process has. */
    private SessionStore store(String kind) {
        return kind.equals("file") ? new FileSessionStore(folder.resolve("sessions")) : new JdbcSessionStore(database);
    }

    @ParameterizedTest
    @ValueSource(strings = { "file", "jdbc" })
    void anotherProcessFindsWhatWasKept(String kind) {
        assertThat(store(kind).load(ALICE)).isEmpty();

        store(kind).save(ALICE, session("a"));
        store(kind).save(ALICE, session("b"));

        assertThat(store(kind).load(ALICE)).contains(session("b"));
        assertThat(store(kind).load("bob.test https://pds.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "file", "jdbc" })
    void namesAndTokensMayBeAsLongAsTheyAre(String kind) {
        String name = "a".repeat(2_000) + "/../ %\u00e4" + ALICE;
        store(kind).save(name, session("t".repeat(20_000)));

        assertThat(store(kind).load(name)).contains(session("t".repeat(20_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "file", "jdbc" })
    void ofManyWhoKeepAtOnceOneIsThereWhole(String kind) {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 8).mapToObj(writer -> CompletableFuture.runAsync(() -> {
            SessionStore own = store(kind);
            for (int i = 0; i < 25; i++) {
                own.save(ALICE, session(writer + "-" + i));
                assertThat(own.load(ALICE)).get()
                        .satisfies(kept -> assertThat(kept.refreshJwt()).isEqualTo("refresh-" + kept.accessJwt()));
            }
        })).toList();

        assertThat(writers).allSatisfy(CompletableFuture::join);
    }

    private Path file() throws IOException {
        store("file").save(ALICE, session("a"));
        try (Stream<Path> files = Files.list(folder.resolve("sessions"))) {
            return files.toList().get(0);
        }
    }

    @Test
    void onlyTheOwnerCanReadAFile() throws Exception {
        Path file = file();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent()))).isEqualTo("rwx------");
        assertThat(file.getFileName().toString()).doesNotContain("alice");
    }

    @Test
    void aFileThatOthersCanReadIsNotTrustedAndIsReplacedByOneThatTheyCannot() throws Exception {
        Path file = file();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> store("file").load(ALICE)).hasMessageContaining("others");
        store("file").save(ALICE, session("b"));

        assertThat(store("file").load(ALICE)).contains(session("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", "{", "{\"did\":\"did:plc:ewvi7nxzyoun6zhxrhs64oiz\",\"accessJwt\":\"secret\"}", "[1]",
            "{\"did\":\"nobody\",\"handle\":\"\",\"pds\":\"x\",\"accessJwt\":\"secret\",\"refreshJwt\":\"secret\"}" })
    void aFileThatIsNoSessionIsSaidSoWithoutWhatIsInIt(String content) throws Exception {
        Path file = file();
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> store("file").load(ALICE)).hasMessageContaining(file.toString())
                .hasMessageNotContaining("secret");
    }

    @Test
    void nothingButSessionsIsLeftInTheFolder() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(file()).exists();
        }

        try (Stream<Path> files = Files.list(folder.resolve("sessions"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsRefusedAtOnce() throws Exception {
        Path file = Files.createFile(folder.resolve("no-folder"));

        assertThatThrownBy(() -> new FileSessionStore(file.resolve("sessions"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-folder");
    }

    @Test
    void aTableThatSomebodyElseHasMadeIsUsed() throws Exception {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA app");
            statement
                    .execute("CREATE TABLE app.logins (account VARCHAR(64) PRIMARY KEY, did VARCHAR(2048), handle VARCHAR(255),"
                             + " pds VARCHAR(2048), access_jwt TEXT, refresh_jwt TEXT)");
        }
        SessionStore store = new JdbcSessionStore(database, "app.logins");
        store.save(ALICE, session("a"));

        assertThat(store.load(ALICE)).contains(session("a"));
    }

    @Test
    void aTableNameIsNoPlaceForSql() {
        assertThatThrownBy(() -> new JdbcSessionStore(database, "x; DROP TABLE y"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
