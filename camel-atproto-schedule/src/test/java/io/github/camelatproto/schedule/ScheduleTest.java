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
package io.github.camelatproto.schedule;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.camelatproto.schedule.ScheduleRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScheduleTest {

    @TempDir
    private Path pictures;
    private JdbcConnectionPool database;
    private Schedule schedule;

    @BeforeEach
    void open() {
        database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");
        Draft.Defaults defaults = new Draft.Defaults(
                "news", ZoneOffset.UTC, new Missed(Missed.Policy.PUBLISH, Duration.ofHours(6)));
        schedule = new Schedule(
                new Entries(database, defaults), defaults, () -> Set.of("news"), pictures, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.dispose();
    }

    private static Map<String, Object> draft() {
        return new HashMap<>(Map.of("id", "a", "text", "hello", "at", "2026-12-24T18:00"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "at | 2026-11-30T18:00 | at: 2026-11-30T18:00:00Z is in the past",
            "at | Christmas | at: 'Christmas' is no time",
            "at | +300000000-01-01T00:00Z | is after the year 9999",
            "zone | Mars/Olympus | zone: there is no time zone 'Mars/Olympus'",
            "cron | 0 0 9 * * ? | An entry has either at, a time, or cron",
            "account | nobody | account: there is no 'nobody' among the component's accounts, which are news",
            "missed | never | missed: 'never'; it is publish, skip or hold",
            "window | 6 hours | window: '6 hours' is no duration; six hours are PT6H",
            "pictures | gone.png | pictures: there is no 'gone.png' in the folder of pictures",
            "pictures | ../../etc/passwd | is no name of a file in the folder of pictures",
            "languages | german! | languages: '[german!]'; up to three tags",
            "replies | somebody | replies: ",
            "txet | hello | There is no 'txet' in an entry with a post; there is account, at,",
            "id | a/b | id: 'a/b' is none",
            "record | x | There is no 'text' in an entry with a record" })
    void whatCannotBeTakenIsRefusedWithItsReason(String key, String value, String reason) {
        Map<String, Object> draft = draft();
        draft.put(key, value);

        assertThatExceptionOfType(InvalidEntryException.class).isThrownBy(() -> schedule.put(draft))
                .withMessageContaining(reason);
        assertThat(schedule.in(EntryState.SCHEDULED, 10)).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithItsLength() {
        Map<String, Object> draft = draft();
        draft.put("text", "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67".repeat(301));

        assertThatExceptionOfType(InvalidEntryException.class).isThrownBy(() -> schedule.put(draft))
                .withMessageContaining("text: it has 301 characters as people count them, and a post at most 300");
    }

    @Test
    void aRecordThatItsLexiconDoesNotAllowIsRefused() {
        Map<String, Object> draft = Map.of(
                "id", "a", "at", "2026-12-24T18:00", "collection", "app.bsky.feed.like", "record", Map.of("subject", "x"));

        assertThatExceptionOfType(InvalidEntryException.class).isThrownBy(() -> schedule.put(draft))
                .withMessageContaining("record: ").withMessageContaining("$.");
    }

    @Test
    void theSameDraftAgainChangesNothing() {
        Entry first = schedule.put(draft());

        assertThat(schedule.put(draft())).isEqualTo(first);
        assertThat(schedule.history("a")).hasSize(1);
    }

    @Test
    void whatIsCancelledCannotBeChanged() {
        schedule.put(draft());
        schedule.cancel("a");

        assertThatExceptionOfType(EntryConflictException.class).isThrownBy(() -> schedule.hold("a"))
                .withMessage("The entry a is cancelled and cannot be held");
        assertThatExceptionOfType(EntryConflictException.class).isThrownBy(() -> schedule.put(draft()))
                .withMessage("The entry a is cancelled and cannot be changed");
    }

    @Test
    void anEntryThatIsNotThereIsSaidNotToBe() {
        assertThatExceptionOfType(NoSuchEntryException.class).isThrownBy(() -> schedule.cancel("b"))
                .withMessage("There is no entry 'b'");
    }

    @Test
    void aTimeThatComesTwiceIsSaidToBeTheFirst() {
        Map<String, Object> draft = draft();
        draft.put("at", "2027-10-31T02:30");
        draft.put("zone", "Europe/Berlin");

        assertThat(schedule.put(draft).due()).isEqualTo("2027-10-31T00:30:00Z");
        assertThat(schedule.history("a").get(0).detail()).contains("twice on that day; it comes at the first");
    }
}
