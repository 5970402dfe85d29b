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

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;
import javax.sql.DataSource;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.schedule.Happening.Kind;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.github.camelatproto.schedule.ScheduleRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** What firing does, on any database. */
abstract class FiringOnADatabase {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant ONE = NOON.plus(HOUR);

    @TempDir
    private Path data;
    @TempDir
    private Path pictures;
    private EmbeddedPds pds;
    private DataSource database;
    private ScheduleRig rig;

    abstract DataSource emptyDatabase() throws SQLException;

    @BeforeEach
    void start() throws SQLException {
        pds = pds(0);
        database = emptyDatabase();
        rig = new ScheduleRig(pds.url(), database, pictures);
    }

    private EmbeddedPds pds(int port) {
        return EmbeddedPds.builder().port(port).account("alice.test", "secret").dataFile(data.resolve("pds")).build().start();
    }

    @AfterEach
    void stop() {
        rig.close();
        pds.close();
    }

    @Test
    void anEntryIsWrittenWhenItsTimeHasComeAndNotBefore() {
        rig.put("a", "one o'clock", ONE);

        rig.fireAfter(Duration.ofMinutes(59));
        assertThat(rig.texts()).isEmpty();
        rig.fireAfter(Duration.ofMinutes(1));

        assertThat(rig.records("app.bsky.feed.post")).singleElement()
                .satisfies(post -> assertThat(post).containsEntry("text", "one o'clock")
                        .containsEntry("createdAt", "2026-12-01T13:00:00.000Z"));
        assertThat(rig.schedule().entry("a").state()).isEqualTo(EntryState.PUBLISHED);
        assertThat(rig.schedule().history("a")).last()
                .satisfies(last -> assertThat(last.uri()).startsWith("at://did:").contains("/app.bsky.feed.post/"));
    }

    @Test
    void aScheduleThatNobodyLooksAtForAMinuteIsDownUntilSomebodyDoes() {
        rig.advance(Duration.ofMinutes(1));
        assertThat(rig.health().getState()).isEqualTo(HealthCheck.State.UP);

        rig.advance(Duration.ofSeconds(1));
        assertThat(rig.health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(rig.health().getMessage()).hasValueSatisfying(said -> assertThat(said).contains("A restart loses nothing"));

        rig.fire();
        assertThat(rig.health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aScheduleThatAnotherNodeFiresIsUpWhereItIsWatched() {
        rig.fireWhatWaitsAfter(Duration.ofHours(1));

        assertThat(rig.health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void whatNobodyLooksAtInTimeIsWrittenAllTheSame() {
        rig.put("a", "one o'clock", ONE);

        rig.fireWhatWaitsAfter(HOUR.plusSeconds(4));
        assertThat(rig.texts()).isEmpty();
        rig.fireWhatWaitsAfter(Duration.ofSeconds(2));

        assertThat(rig.texts()).containsExactly("one o'clock");
    }

    @Test
    void anEntryThatWasBeingWrittenWhenTheProcessEndedIsWrittenOnce() throws Exception {
        Entry entry = rig.put("a", "once", ONE);
        rig.fireAfter(HOUR);
        // as if the process had ended between the commit and the books
        try (var connection = database.getConnection(); var statement = connection.createStatement()) {
            statement.execute("UPDATE atproto_schedule SET state = 'PUBLISHING', due = " + entry.due().toEpochMilli());
        }

        rig.restart();
        rig.fireAfter(Duration.ofSeconds(1));

        assertThat(rig.texts()).containsExactly("once");
        assertThat(rig.schedule().entry("a").state()).isEqualTo(EntryState.PUBLISHED);
    }

    @Test
    void anEditBeforeItsTimeIsWhatIsWritten() {
        rig.put("a", "a first thought", ONE);
        rig.put("a", "a second thought", ONE);

        rig.fireAfter(HOUR);

        assertThat(rig.texts()).containsExactly("a second thought");
        assertThat(rig.happened("a")).containsExactly(Kind.ADDED, Kind.EDITED, Kind.PUBLISHED);
    }

    @Test
    void whatIsCancelledOrHeldIsNotWritten() {
        rig.put("a", "cancelled", ONE);
        rig.put("b", "held", ONE);
        rig.schedule().cancel("a");
        rig.schedule().hold("b");

        rig.fireAfter(HOUR);

        assertThat(rig.texts()).isEmpty();
    }

    @Test
    void whatIsPublishedNowDoesNotWait() {
        rig.put("a", "tomorrow, or now", ONE.plus(Duration.ofDays(1)));

        rig.schedule().publishNow("a");
        rig.fire();
        rig.fireAfter(Duration.ofDays(2));

        assertThat(rig.texts()).containsExactly("tomorrow, or now");
    }

    @Test
    void whatRecursIsWrittenEachTime() {
        rig.schedule().put(Map.of("id", "a", "text", "good morning", "cron", "0 0 9 * * ?", "zone", "Europe/Berlin"));

        for (int hour = 0; hour < 72; hour++) {
            rig.fireAfter(HOUR);
        }

        assertThat(rig.records("app.bsky.feed.post")).extracting(post -> post.get("createdAt")).containsExactly(
                "2026-12-02T08:00:00.000Z", "2026-12-03T08:00:00.000Z", "2026-12-04T08:00:00.000Z");
        assertThat(rig.schedule().entry("a").state()).isEqualTo(EntryState.SCHEDULED);
    }

    @Test
    void ofTimesThatWereMissedTheLastAloneIsWritten() {
        rig.schedule().put(Map.of("id", "a", "text", "good morning", "cron", "0 0 9 * * ?"));

        rig.fireAfter(Duration.ofDays(5).minus(Duration.ofHours(2)));
        rig.fireAfter(Duration.ofSeconds(1));

        assertThat(rig.records("app.bsky.feed.post")).extracting(post -> post.get("createdAt"))
                .containsExactly("2026-12-06T09:00:00.000Z");
        assertThat(rig.happened("a")).containsExactly(Kind.ADDED, Kind.SKIPPED, Kind.PUBLISHED);
    }

    @Test
    void whatWasMissedIsHandledAsItsEntrySays() {
        rig.schedule().put(Map.of("id", "p", "text", "late", "at", ONE.toString(), "missed", "publish", "window", "PT2H"));
        rig.schedule().put(Map.of("id", "s", "text", "skipped", "at", ONE.toString(), "missed", "skip"));
        rig.schedule().put(Map.of("id", "h", "text", "held", "at", ONE.toString(), "missed", "hold"));
        rig.schedule().put(Map.of("id", "w", "text", "too late", "at", ONE.toString(), "missed", "publish", "window", "PT1H"));

        rig.fireAfter(Duration.ofMinutes(150));

        assertThat(rig.texts()).containsExactly("late");
        assertThat(rig.schedule().entry("s").state()).isEqualTo(EntryState.SKIPPED);
        assertThat(rig.schedule().entry("h").state()).isEqualTo(EntryState.HELD);
        assertThat(rig.schedule().entry("w").state()).isEqualTo(EntryState.HELD);
        assertThat(rig.schedule().history("w")).last()
                .satisfies(last -> assertThat(last.detail()).startsWith("Missed by 90 minutes"));
    }

    @Test
    void whatWasMissedComesApart() {
        for (int i = 0; i < 4; i++) {
            rig.put("e" + i, "late " + i, ONE.plusSeconds(i));
        }

        rig.fireAfter(Duration.ofHours(2));
        assertThat(rig.texts()).containsExactly("late 0");
        rig.fireAfter(Duration.ofMinutes(4));
        assertThat(rig.texts()).hasSize(1);
        for (int i = 1; i < 4; i++) {
            rig.fireAfter(Duration.ofMinutes(i == 1 ? 1 : 5));
            assertThat(rig.texts()).hasSize(i + 1);
        }
        assertThat(rig.texts()).containsExactlyInAnyOrder("late 0", "late 1", "late 2", "late 3");
    }

    @Test
    void aSpaceIsKeptAlsoWhenTheProcessWasDownInBetween() {
        for (int i = 0; i < 3; i++) {
            rig.put("e" + i, "late " + i, ONE.plusSeconds(i));
        }
        rig.fireAfter(Duration.ofHours(2));
        rig.clock.advance(HOUR);
        rig.restart();

        rig.fire();
        assertThat(rig.texts()).hasSize(2);
        rig.fireAfter(Duration.ofMinutes(5));

        assertThat(rig.texts()).hasSize(3);
    }

    @Test
    void aThreadIsOneCommit() {
        String text = "The eelgrass is back in the bay, and with it the pipefish. ".repeat(12);
        rig.schedule().put(Map.of("id", "a", "text", text, "thread", true, "replies", "nobody", "at", ONE.toString()));

        rig.fireAfter(HOUR);

        assertThat(rig.texts()).hasSizeGreaterThan(2);
        assertThat(rig.records("app.bsky.feed.threadgate")).hasSize(1);
        assertThat(rig.schedule().entry("a").state()).isEqualTo(EntryState.PUBLISHED);
    }

    @Test
    void anyRecordMayHaveATime() {
        rig.schedule().put(Map.of(
                "id", "a", "at", ONE.toString(), "collection", "com.example.offer", "record", Map.of("price", 42)));

        rig.fireAfter(HOUR);

        assertThat(rig.records("com.example.offer")).singleElement()
                .satisfies(record -> assertThat(record).containsEntry("price", 42));
    }

    @Test
    void aPictureIsUploadedWithTheTextThatSaysWhatItShows() throws Exception {
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", pictures.resolve("bay.png").toFile());
        rig.schedule().put(Map.of(
                "id", "a", "text", "The bay", "at", ONE.toString(),
                "pictures", List.of(Map.of("file", "bay.png", "alt", "A bay at low tide"))));

        rig.fireAfter(HOUR);

        assertThat(rig.records("app.bsky.feed.post")).singleElement()
                .satisfies(post -> assertThat(String.valueOf(post.get("embed"))).contains("A bay at low tide"));
    }

    @Test
    void aPictureThatIsGoneIsAReasonNotToPost() throws Exception {
        Path picture = pictures.resolve("bay.png");
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        rig.schedule().put(Map.of("id", "a", "text", "The bay", "at", ONE.toString(), "pictures", "bay.png"));
        Files.delete(picture);

        rig.fireAfter(HOUR);

        assertThat(rig.texts()).isEmpty();
        assertThat(rig.schedule().entry("a").state()).isEqualTo(EntryState.FAILED);
        assertThat(rig.schedule().history("a")).last().satisfies(
                last -> assertThat(last.detail()).startsWith("The picture bay.png of the entry a is gone or cannot be read"));
    }

    @Test
    void whileThePdsCannotBeReachedAnEntryWaits() {
        rig.put("a", "after the outage", ONE);
        int port = pds.url().getPort();
        pds.close();

        rig.fireAfter(HOUR);
        assertThat(rig.schedule().entry("a").tries()).isEqualTo(1);
        assertThat(rig.happened("a")).containsExactly(Kind.ADDED, Kind.WAITING);

        pds = pds(port);
        rig.fireAfter(Duration.ofSeconds(30));
        assertThat(rig.texts()).containsExactly("after the outage");
    }

    @Test
    void withAPasswordThatIsWrongAnEntryWaitsAndSaysSo() {
        rig.put("a", "after the change", ONE);
        rig.restartWith("wrong");

        rig.fireAfter(HOUR);
        assertThat(rig.schedule().entry("a").state()).isEqualTo(EntryState.SCHEDULED);
        assertThat(rig.schedule().history("a")).last()
                .satisfies(last -> assertThat(last.detail()).contains("password").doesNotContain("wrong"));

        rig.restartWith("secret");
        rig.fireAfter(Duration.ofMinutes(6));
        assertThat(rig.texts()).containsExactly("after the change");
    }
}
