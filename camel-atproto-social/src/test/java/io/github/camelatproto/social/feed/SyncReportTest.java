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
package io.github.camelatproto.social.feed;

import java.util.List;

import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.WriteOutcome;
import io.github.camelatproto.syntax.AtUri;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.social.feed.Documents.entry;
import static org.assertj.core.api.Assertions.assertThat;

class SyncReportTest {

    private static final AtUri POST = AtUri.parse("at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3mbfy2c2c2c2c");

    private final SyncReport.Maker maker = new SyncReport.Maker();

    @Test
    void outcomesThatAreNotAsManyAsTheEntriesAreNotHeeded() {
        List<FeedEntry> fresh = List.of(named("one"), named("two"));
        PartialWriteException earlier = new PartialWriteException("earlier", List.of(outcome(WriteOutcome.Status.WRITTEN)));
        for (int outcomes : new int[] { 0, 1, 3 }) {
            List<WriteOutcome> stale = List.of(outcome(WriteOutcome.Status.WRITTEN), outcome(WriteOutcome.Status.WRITTEN),
                    outcome(WriteOutcome.Status.WRITTEN)).subList(0, outcomes);
            SyncReport report = maker.report(fresh, fresh, stale, earlier);
            assertThat(report).hasToString("synced: 0 new, 0 existing, 0 known, 2 failed");
            assertThat(report.memories()).isEmpty();
        }
    }

    @Test
    void whereNothingIsNewOutcomesOfAnEarlierRunAreNotHeeded() {
        assertThat(maker.report(List.of(named("one")), List.of(), List.of(outcome(WriteOutcome.Status.WRITTEN)), null))
                .hasToString("synced: 0 new, 0 existing, 1 known, 0 failed");
    }

    @Test
    void anExceptionThatWasCaughtBeforeThisRunIsNotHeeded() {
        PartialWriteException earlier = new PartialWriteException("earlier", List.of(outcome(WriteOutcome.Status.FAILED)));
        List<FeedEntry> fresh = List.of(named("one"));
        assertThat(maker.report(fresh, fresh, List.of(outcome(WriteOutcome.Status.WRITTEN)), earlier))
                .hasToString("synced: 1 new, 0 existing, 0 known, 0 failed");
    }

    @Test
    void aLongGuidIsShownWithinItsColumn() {
        for (String guid : List.of("a".repeat(2_048), "a".repeat(2_049), "\uD83D\uDC69".repeat(2_048),
                "a" + "\uD83D\uDC69".repeat(2_048))) {
            List<FeedEntry> fresh = List.of(named(guid));
            assertThat(maker.report(fresh, fresh, List.of(outcome(WriteOutcome.Status.WRITTEN)), null).memories())
                    .singleElement().satisfies(row -> assertThat((String) row.get("guid"))
                            .hasSizeBetween(1_999, 2_000).endsWith("...")
                            .doesNotMatch("(?s).*[\uD800-\uDBFF](?![\uDC00-\uDFFF]).*"));
        }
    }

    @Test
    void anItemThatCouldNotBeReadHasNoUriAndIsAProblem() {
        List<FeedEntry> fresh = List.of(named("one"), named("two"));
        WriteOutcome unread = outcome(null, WriteOutcome.Status.FAILED);
        PartialWriteException failure
                = new PartialWriteException("1 of 2", List.of(outcome(WriteOutcome.Status.WRITTEN), unread));
        SyncReport report = maker.report(fresh, fresh, null, failure);
        assertThat(report).hasToString("synced: 1 new, 0 existing, 0 known, 1 failed");
        assertThat(report.memories()).singleElement().satisfies(row -> assertThat(row).containsEntry("guid", "one"));
        assertThat(report.problems()).singleElement().asString().contains("two").contains("no item");
    }

    private static FeedEntry named(String guid) {
        return entry("<title>t</title><guid isPermaLink='false'>" + guid + "</guid>");
    }

    private static WriteOutcome outcome(WriteOutcome.Status status) {
        return outcome(POST, status);
    }

    private static WriteOutcome outcome(@Nullable AtUri uri, WriteOutcome.Status status) {
        return new WriteOutcome(
                uri, status, null, null, null,
                status == WriteOutcome.Status.FAILED ? new InvalidInputException("no item") : null);
    }
}
