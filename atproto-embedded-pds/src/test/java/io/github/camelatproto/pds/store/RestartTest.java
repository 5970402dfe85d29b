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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.pds.SettableClock;
import io.github.camelatproto.pds.TestPds;
import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.account.AccountStatus;
import io.github.camelatproto.pds.account.Tokens;
import io.github.camelatproto.pds.repo.LoggedCommit;
import io.github.camelatproto.pds.repo.Repo;
import io.github.camelatproto.pds.repo.RequestedWrite;
import io.github.camelatproto.pds.repo.RequestedWrite.Action;
import io.github.camelatproto.pds.repo.StoredRecord;
import io.github.camelatproto.repo.CommitMeta;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.camelatproto.pds.TestPds.record;
import static io.github.camelatproto.pds.TestPds.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RestartTest {

    private static final Nsid THING = Nsid.parse("com.example.thing");
    private static final Nsid FOLLOW = Nsid.parse("app.bsky.graph.follow");

    @TempDir
    private Path folder;
    private final SettableClock clock = new SettableClock();
    private PdsState state;
    private Account alice;

    @BeforeEach
    void begin() {
        state = open();
        alice = TestPds.alice(state);
    }

    @AfterEach
    void end() {
        state.close();
    }

    @Test
    void keepsAccounts() {
        state.accounts().setStatus(alice.did(), AccountStatus.DEACTIVATED);
        restart();
        Account after = state.accounts().find("alice.test").orElseThrow();
        assertThat(after.did()).isEqualTo(alice.did());
        assertThat(after.email()).isEqualTo("alice@test.com");
        assertThat(after.status()).isEqualTo(AccountStatus.DEACTIVATED);
        assertThat(after.createdAt()).isEqualTo(alice.createdAt());
        assertThat(after.key().didKey()).isEqualTo(alice.key().didKey());
        assertThat(state.accounts().isPasswordOf(after, TestPds.PASSWORD)).isTrue();
    }

    @Test
    void keepsSessions() {
        Tokens first = state.sessions().open(alice.did());
        Tokens ended = state.sessions().open(alice.did());
        state.sessions().close(ended.refreshJwt());
        Tokens second = state.sessions().refresh(first.refreshJwt());
        restart();
        assertThat(state.sessions().access(first.accessJwt())).isEqualTo(alice.did());
        assertThat(state.sessions().refresh(first.refreshJwt())).isEqualTo(second);
        assertThat(refusal(() -> state.sessions().refresh(ended.refreshJwt())))
                .isEqualTo("400 ExpiredToken: Token has been revoked");
        clock.advance(Duration.ofHours(2));
        assertThat(refusal(() -> state.sessions().refresh(first.refreshJwt())))
                .isEqualTo("400 ExpiredToken: Token has been revoked");
    }

    @Test
    void keepsRecordsHeadAndLog() {
        repo().applyWrites(
                List.of(write(Action.CREATE, "a", "{'n':1}"), write(Action.CREATE, "b", "{}"),
                        write(Action.CREATE, "c", "{}")),
                null, null);
        repo().applyWrites(
                List.of(write(Action.UPDATE, "a", "{'n':2}"), write(Action.UPDATE, "b", "{}"),
                        new RequestedWrite(Action.DELETE, THING, new RecordKey("c"), null)),
                null, null);
        CommitMeta head = repo().head();
        List<StoredRecord> records = repo().records(THING, 10, null, true);
        List<LoggedCommit> log = repo().log(10, null);
        restart();
        assertThat(repo().head()).isEqualTo(head);
        assertThat(repo().records(THING, 10, null, true)).isEqualTo(records).hasSize(2);
        assertThat(repo().log(10, null)).isEqualTo(log).hasSize(3);
    }

    @Test
    void goesOnFromTheRevisionEvenIfTheClockWasSetBack() {
        clock.advance(Duration.ofDays(1));
        create("a");
        Tid before = repo().head().rev();
        clock.advance(Duration.ofDays(-1));
        restart();
        create("b");
        assertThat(repo().head().rev()).isGreaterThan(before);
    }

    @Test
    void updatesAndDeletesWhatWasThereBefore() {
        create("a");
        create("b");
        restart();
        repo().putRecord(THING, new RecordKey("a"), record("{'n':2}"), null, null, null);
        repo().deleteRecord(THING, new RecordKey("b"), null, null);
        StoredRecord updated = repo().record(THING, new RecordKey("a")).orElseThrow();
        restart();
        assertThat(repo().records(THING, 10, null, true)).containsExactly(updated);
    }

    @Test
    void keepsBlobsAndWhoRefersToThem() {
        Blob blob = upload("hello");
        Blob temporary = upload("temporary");
        repo().createRecord(THING, new RecordKey("a"), Map.of("blob", blob.toMap()), null, null);
        restart();
        assertThat(state.blobs().find(alice.did(), blob.ref()).orElseThrow().bytes())
                .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(state.blobs().find(alice.did(), temporary.ref())).isEmpty();
        repo().createRecord(THING, new RecordKey("b"), Map.of("blob", temporary.toMap()), null, null);
        assertThat(state.blobs().list(alice.did(), 10)).containsExactly(temporary, blob);
        repo().deleteRecord(THING, new RecordKey("a"), null, null);
        restart();
        assertThat(state.blobs().list(alice.did(), 10)).containsExactly(temporary);
    }

    @Test
    void knowsWhichFollowIsTheOlder() {
        String follow = "{'subject':'did:plc:cd4ldbbs3enbcf2qoo3jzp2b','createdAt':'2024-01-01T00:00:00Z'}";
        repo().createRecord(FOLLOW, null, record(follow), null, null);
        restart();
        repo().createRecord(FOLLOW, null, record(follow), null, null);
        assertThat(repo().size(FOLLOW)).isEqualTo(1);
    }

    @Test
    void exportsWhatHasChangedSinceARevisionBeforeTheRestart() throws IOException {
        create("a");
        Tid since = repo().head().rev();
        restart();
        create("b");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        repo().exportCar(all, null);
        repo().exportCar(part, since);
        // without the record that is the same under both keys
        assertThat(part.size()).isLessThan(all.size());
    }

    @Test
    void doesNotOpenARepoWhoseRecordsAreNotThoseOfItsCommit() throws SQLException {
        create("a");
        state.close();
        change("UPDATE record SET rkey = 'b'");
        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(alice.did().value())
                .hasMessageContaining("are not those of its commit");
        change("UPDATE record SET rkey = 'a'");
        state = open();
    }

    @Test
    void doesNotOpenAFileOfAnotherVersion() throws SQLException {
        state.close();
        change("UPDATE pds SET version = 2");
        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is of version 2, and this PDS reads version 1");
        change("UPDATE pds SET version = 1");
        state = open();
    }

    @Test
    void doesNotOpenAFileThatAnotherPdsHasOpen() {
        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in use")
                .hasMessageContaining("pds.mv.db");
    }

    @Test
    void doesNotOpenWhatH2WouldTakeForItsSettings() {
        assertThatThrownBy(() -> PdsState.inFile(folder.resolve("a;INIT=b"), clock))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotMindAnInterruptedThread() {
        Thread.currentThread().interrupt();
        try {
            create("a");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        create("b");
        restart();
        assertThat(repo().size(THING)).isEqualTo(2);
    }

    private void restart() {
        state.close();
        state = open();
    }

    private PdsState open() {
        return PdsState.inFile(folder.resolve("pds.mv.db"), clock);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:" + folder.resolve("pds"));
             Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Repo repo() {
        return state.repos().of(alice.did());
    }

    private void create(String rkey) {
        repo().createRecord(THING, new RecordKey(rkey), record("{'n':1}"), null, null);
    }

    private Blob upload(String text) {
        return state.blobs().upload(alice.did(), text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    private static RequestedWrite write(Action action, String rkey, String record) {
        return new RequestedWrite(action, THING, new RecordKey(rkey), record(record));
    }
}
