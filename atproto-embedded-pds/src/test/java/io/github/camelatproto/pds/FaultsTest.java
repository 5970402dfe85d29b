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
package io.github.camelatproto.pds;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.pds.Client.APPLY_WRITES;
import static io.github.camelatproto.pds.Client.CREATE_RECORD;
import static io.github.camelatproto.pds.Client.DELETE_RECORD;
import static io.github.camelatproto.pds.Client.GET_RECORD;
import static io.github.camelatproto.pds.Client.PUT_RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Each fault as a client sees it. */
class FaultsTest {
    private final EmbeddedPds pds = EmbeddedPds.builder().build().start();
    private final Client alice = new Client(pds.url(), pds.createAccount("alice.test", "secret"));

    @AfterEach
    void close() {
        pds.close();
    }

    @Test
    void droppedBeforeTheCommitNothingIsWritten() {
        pds.faults().next(CREATE_RECORD, Fault.dropBeforeCommit());

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> alice.create("k1", 1));
        assertThat(alice.isThere("k1")).isFalse();
    }

    @Test
    void droppedAfterTheCommitItIsWritten() {
        pds.faults().next(CREATE_RECORD, Fault.dropAfterCommit());

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> alice.create("k1", 1));
        assertThat(alice.isThere("k1")).isTrue();
    }

    @Test
    void halfAnAnswerIsTooShortAndItIsWritten() {
        pds.faults().next(CREATE_RECORD, Fault.halfAnswer());

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> alice.create("k1", 1));
        assertThat(alice.isThere("k1")).isTrue();
    }

    @Test
    void ofAnAnswerWithoutABodyNotEvenTheHeadComes() throws IOException {
        pds.faults().next("com.atproto.server.deleteSession", Fault.halfAnswer());

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> alice.logout());
        assertThat(alice.refresh().error()).isEqualTo("ExpiredToken");
    }

    @Test
    void delayedItComesLater() throws IOException {
        pds.faults().next(CREATE_RECORD, Fault.delay(Duration.ofMillis(300)));

        Instant start = Instant.now();
        assertThat(alice.create("k1", 1).status()).isEqualTo(200);
        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void delayedByLessThanAMillisecondItComesAtOnce() throws IOException {
        pds.faults().next(CREATE_RECORD, Fault.delay(Duration.ofNanos(1)));

        assertThat(alice.create("k1", 1).status()).isEqualTo(200);
    }

    @Test
    void aDelayIntoThePastIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.delay(Duration.ofMillis(-1)));
    }

    @Test
    void refusedNothingIsWritten() throws IOException {
        pds.faults().next(CREATE_RECORD, Fault.refuse(502, "UpstreamFailure", "Nobody there"));

        Client.Answer answer = alice.create("k1", 1);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("{\"error\":\"UpstreamFailure\",\"message\":\"Nobody there\"}");
        assertThat(alice.isThere("k1")).isFalse();
    }

    @Test
    void aPageComesInPlaceOfJson() throws IOException {
        pds.faults().next(CREATE_RECORD, Fault.html(503, "<h1>Sorry</h1>"));

        Client.Answer answer = alice.create("k1", 1);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.body()).isEqualTo("<h1>Sorry</h1>");
    }

    @Test
    void anExpiredTokenHelpsAgainAfterARefresh() throws IOException {
        pds.faults().next(CREATE_RECORD, Fault.expireToken());

        assertThat(alice.create("k1", 1).error()).isEqualTo("ExpiredToken");
        assertThat(alice.create("k1", 1).error()).isEqualTo("ExpiredToken");
        JsonNode session = alice.refresh().json();
        Client again = new Client(
                pds.url(), new EmbeddedPds.NewAccount(
                        alice.did(), "alice.test", session.path("accessJwt").asText(), session.path("refreshJwt").asText()));
        assertThat(again.create("k1", 1).status()).isEqualTo(200);
    }

    @Test
    void aRevokedSessionCannotBeRefreshed() throws IOException {
        pds.faults().next(CREATE_RECORD, Fault.revokeSession());

        assertThat(alice.create("k1", 1).error()).isEqualTo("ExpiredToken");
        assertThat(alice.refresh().json().path("message").asText()).isEqualTo("Token has been revoked");
    }

    @Test
    void aMovedHeadMakesTheSwapFail() throws IOException {
        String head = alice.head();
        pds.faults().next(CREATE_RECORD, Fault.moveHead());

        Client.Answer answer = alice.procedure(CREATE_RECORD, alice.creation("k1", 1, swapCommit(head)));

        assertThat(answer.error()).isEqualTo("InvalidSwap");
        assertThat(alice.head()).isNotEqualTo(head);
        assertThat(alice.procedure(CREATE_RECORD, alice.creation("k1", 1, swapCommit(alice.head()))).status())
                .isEqualTo(200);
    }

    @Test
    void aLowerLimitRefusesWhatIsLarger() throws IOException {
        pds.faults().always(APPLY_WRITES, Fault.bodyLimit(10_000));

        Client.Answer answer = alice.procedure(APPLY_WRITES, alice.batch(200));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.error()).isEqualTo("PayloadTooLargeError");
        assertThat(alice.procedure(APPLY_WRITES, alice.batch(20)).status()).isEqualTo(200);
    }

    @Test
    void swapCommitCanBeIgnored() throws IOException {
        String head = alice.head();
        alice.create("k1", 1);
        pds.faults().next(PUT_RECORD, Fault.ignoreSwapCommit());

        assertThat(alice.procedure(PUT_RECORD, alice.creation("k1", 2, swapCommit(head))).status()).isEqualTo(200);
    }

    @Test
    void swapCommitCanBeRefused() throws IOException {
        pds.faults().always(PUT_RECORD, Fault.refuseSwapCommit());

        assertThat(alice.procedure(PUT_RECORD, alice.creation("k1", 1, swapCommit(alice.head()))).error())
                .isEqualTo("InvalidRequest");
        assertThat(alice.procedure(PUT_RECORD, alice.creation("k1", 1, "")).status()).isEqualTo(200);
    }

    @Test
    void aCreateCanOverwrite() throws IOException {
        alice.create("k1", 1);
        pds.faults().next(CREATE_RECORD, Fault.createOverwrites());

        assertThat(alice.create("k1", 2).status()).isEqualTo(200);
        assertThat(alice.value("k1")).isEqualTo(2);
        assertThat(alice.create("k1", 3).status()).isEqualTo(500);
    }

    @Test
    void theCommitCanBeMissing() throws IOException {
        pds.faults().next(CREATE_RECORD, Fault.withoutCommit());

        JsonNode answer = alice.create("k1", 1).json();

        assertThat(answer.has("commit")).isFalse();
        assertThat(answer.has("uri")).isTrue();
        assertThat(alice.isThere("k1")).isTrue();
    }

    @Test
    void theResultsCanBeMissing() throws IOException {
        pds.faults().next(APPLY_WRITES, Fault.withoutResults());

        JsonNode answer = alice.procedure(APPLY_WRITES, alice.batch(2)).json();

        assertThat(answer.has("results")).isFalse();
        assertThat(answer.has("commit")).isTrue();
    }

    @Test
    void theyStrikeInTheirOrderAndOnceEach() throws IOException {
        pds.faults().next(CREATE_RECORD, Fault.refuse(500, "A", "a"), Fault.refuse(500, "B", "b"));

        assertThat(alice.create("k1", 1).error()).isEqualTo("A");
        assertThat(alice.create("k1", 1).error()).isEqualTo("B");
        assertThat(alice.create("k1", 1).status()).isEqualTo(200);
    }

    @Test
    void whatStrikesAlwaysDoesSoUntilItIsCleared() throws IOException {
        pds.faults().always(CREATE_RECORD, Fault.refuse(500, "A", "a"));

        assertThat(alice.create("k1", 1).error()).isEqualTo("A");
        assertThat(alice.create("k1", 1).error()).isEqualTo("A");
        pds.faults().clear();
        assertThat(alice.create("k1", 1).status()).isEqualTo(200);
    }

    @Test
    void otherMethodsAreSpared() throws IOException {
        pds.faults().always(DELETE_RECORD, Fault.dropBeforeCommit());
        pds.faults().always(GET_RECORD, Fault.delay(Duration.ZERO));

        assertThat(alice.create("k1", 1).status()).isEqualTo(200);
    }

    @Test
    void whatIsNoStatusIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.refuse(42, "A", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.refuse(200, "A", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Fault.html(600, "a"));
    }

    private static String swapCommit(String cid) {
        return ", \"swapCommit\": \"" + cid + "\"";
    }
}
