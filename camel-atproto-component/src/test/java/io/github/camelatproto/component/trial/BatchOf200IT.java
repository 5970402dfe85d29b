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
package io.github.camelatproto.component.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.exception.PartialWriteException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.component.exception.WriteOutcome;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What it costs when something goes wrong with the largest commit. */
class BatchOf200IT {

    private static final String APPLY_WRITES = "com.atproto.repo.applyWrites";
    private static final String POST = "app.bsky.feed.post";
    private static final int NEEDED = 600;
    private static final int NEEDED_WITHOUT_ONE = 597;

    private final OneRepo repo = new OneRepo();

    @AfterEach
    void close() {
        repo.close();
    }

    @Test
    void aLostAnswerIsSettledByOneReadWhereTheRkeysAreFresh() {
        repo.proxy().loseAnswerOf(APPLY_WRITES);

        Exchange exchange = repo.send(repo.uri("applyWrites", "&atomic=false"), things(), Map.of());

        assertThat(exchange.getException()).isNull();
        assertThat(repo.points()).isEqualTo(NEEDED);
        assertThat(repo.proxy().calls("com.atproto.repo.getRecord")).hasSize(1);
    }

    @Test
    void aLostAnswerIsSettledByReadingEachWhereTheRkeysAreDerived() {
        repo.proxy().loseAnswerOf(APPLY_WRITES);

        Exchange exchange = repo.send(
                repo.uri("applyWrites", "&atomic=false"), things(), Map.of(AtprotoConstants.IDEMPOTENCY_KEY, "batch"));

        assertThat(exchange.getException()).isNull();
        assertThat(repo.points()).isEqualTo(NEEDED);
        ProxiedCall lost = repo.proxy().calls(APPLY_WRITES).get(0);
        assertThat(repo.proxy().calls("com.atproto.repo.getRecord")).filteredOn(read -> read.begun().isAfter(lost.begun()))
                .hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void aBadRecordThatThePdsNamesFailsAlone() {
        List<Object> posts = new ArrayList<>(
                IntStream.range(0, 200).mapToObj(i -> post("2026-11-22T10:00:00.000Z", i)).toList());
        posts.set(130, post("yesterday", 130));

        assertFailsAlone(posts, 130, 620);
    }

    @Test
    void aBadRecordThatThePdsDoesNotNameFailsAlone() {
        List<Object> things = new ArrayList<>(things());
        things.set(130, Plan.withUnknownBlob("thing 130", 130));

        assertFailsAlone(things, 130, 1_210);
    }

    private void assertFailsAlone(List<Object> records, int bad, int mostWasted) {
        Exchange exchange = repo.send(
                repo.uri("applyWrites", "&atomic=false"), records, Map.of());

        List<WriteOutcome> outcomes = exchange.getException(PartialWriteException.class).getOutcomes();
        assertThat(outcomes.get(bad).error()).isInstanceOf(RecordValidationException.class);
        assertThat(outcomes).filteredOn(WriteOutcome::isPresent).hasSize(199);
        assertThat(repo.points() - NEEDED_WITHOUT_ONE).as("wasted points").isBetween(0, mostWasted);
        System.out.println("One bad record of 200: " + (repo.points() - NEEDED_WITHOUT_ONE) + " points wasted, " + mostWasted
                           + " allowed");
    }

    private static List<Map<String, Object>> things() {
        return IntStream.range(0, 200).<Map<String, Object>> mapToObj(i -> Map.of("text", "thing " + i)).toList();
    }

    /** As an operation, so that it has a collection of its own. */
    private static Map<String, Object> post(String createdAt, int number) {
        return Map.of(
                "$type", APPLY_WRITES + "#create", "collection", POST,
                "value", Map.of("text", "post " + number, "createdAt", createdAt));
    }
}
