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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.github.camelatproto.pds.Client.APPLY_WRITES;
import static io.github.camelatproto.pds.Client.CREATE_RECORD;
import static io.github.camelatproto.pds.Client.DELETE_RECORD;
import static io.github.camelatproto.pds.Client.PUT_RECORD;
import static org.assertj.core.api.Assertions.assertThat;

/** The limits of the reference PDS, each call as it was seen there. */
class RateLimitsTest {
    private final SettableClock clock = new SettableClock();
    private final EmbeddedPds pds = EmbeddedPds.builder().clock(clock).rateLimits(true).build().start();
    private final Client alice = new Client(pds.url(), pds.createAccount("alice.test", "secret"));

    @AfterEach
    void close() {
        pds.close();
    }

    @Test
    void withoutThemThereAreNoHeaders() throws IOException {
        try (EmbeddedPds unlimited = EmbeddedPds.builder().build().start()) {
            Client bob = new Client(unlimited.url(), unlimited.createAccount("bob.test", "secret"));

            assertThat(bob.create("k1", 1).header("ratelimit-limit")).isEmpty();
        }
    }

    @Test
    void theTightestBucketIsReported() throws IOException {
        Client.Answer answer = alice.create("k1", 1);

        assertThat(answer.header("ratelimit-limit")).isEqualTo("3000");
        assertThat(answer.header("ratelimit-remaining")).isEqualTo("2999");
        assertThat(answer.header("ratelimit-policy")).isEqualTo("3000;w=300");
        assertThat(answer.header("ratelimit-reset"))
                .isEqualTo(Long.toString(clock.instant().getEpochSecond() + 300));
    }

    @Test
    void inputThatIsNotValidCostsNothing() throws IOException {
        assertThat(alice.procedure(CREATE_RECORD, "{}").header("ratelimit-limit")).isEmpty();

        assertThat(alice.create("k1", 1).header("ratelimit-remaining")).isEqualTo("2999");
    }

    @Test
    void whatFailsCostsAsMuch() throws IOException {
        alice.procedure(APPLY_WRITES, alice.batch(200));
        alice.procedure(APPLY_WRITES, alice.batch(200));
        alice.procedure(APPLY_WRITES, alice.batch(200));
        alice.procedure(APPLY_WRITES, alice.batch(200));
        alice.create("k1", 1);

        assertThat(alice.create("k1", 1).status()).isEqualTo(500);
        assertThat(remaining(PUT_RECORD, alice.creation("k1", 1, ""))).isEqualTo(5_000 - 2_400 - 3 - 3 - 2);
        assertThat(remaining(PUT_RECORD, alice.creation("k1", 1, ""))).isEqualTo(5_000 - 2_400 - 3 - 3 - 2 - 2);
        assertThat(remaining(DELETE_RECORD, deletion())).isEqualTo(5_000 - 2_400 - 3 - 3 - 2 - 2 - 1);
    }

    @Test
    void aBatchThatExceedsTheRestBurnsIt() throws IOException {
        for (int n = 0; n < 8; n++) {
            assertThat(alice.procedure(APPLY_WRITES, alice.batch(200)).status()).isEqualTo(200);
        }
        String head = alice.head();

        Client.Answer answer = alice.procedure(APPLY_WRITES, alice.batch(200));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.body()).isEqualTo("{\"error\":\"RateLimitExceeded\",\"message\":\"Rate Limit Exceeded\"}");
        assertThat(answer.header("ratelimit-limit")).isEqualTo("5000");
        assertThat(answer.header("ratelimit-remaining")).isEqualTo("0");
        assertThat(answer.header("ratelimit-policy")).isEqualTo("5000;w=3600");
        assertThat(answer.header("retry-after")).isEqualTo("3600");
        assertThat(alice.head()).isEqualTo(head);
        assertThat(alice.procedure(DELETE_RECORD, deletion()).status()).isEqualTo(429);
        assertThat(alice.procedure(APPLY_WRITES, alice.batch(0)).status()).isEqualTo(200);
    }

    @Test
    void anHourLaterThereIsAWholeBucketAgain() throws IOException {
        for (int n = 0; n < 9; n++) {
            alice.procedure(APPLY_WRITES, alice.batch(200));
        }
        clock.advance(Duration.ofMinutes(59));
        assertThat(alice.create("k1", 1).error()).isEqualTo("RateLimitExceeded");

        clock.advance(Duration.ofMinutes(1));
        assertThat(alice.create("k1", 1).status()).isEqualTo(200);
    }

    @Test
    void othersHaveBucketsOfTheirOwn() throws IOException {
        Client bob = new Client(pds.url(), pds.createAccount("bob.test", "secret"));
        for (int n = 0; n < 9; n++) {
            alice.procedure(APPLY_WRITES, alice.batch(200));
        }

        assertThat(bob.create("k1", 1).status()).isEqualTo(200);
    }

    @Test
    void aLoginMayFailThirtyTimesInFiveMinutes() throws IOException {
        for (int n = 0; n < 30; n++) {
            assertThat(login().error()).isEqualTo("AuthenticationRequired");
        }
        Client.Answer refused = login();

        assertThat(refused.error()).isEqualTo("RateLimitExceeded");
        assertThat(refused.header("ratelimit-policy")).isEqualTo("30;w=300");
        clock.advance(Duration.ofMinutes(5));
        assertThat(login().error()).isEqualTo("AuthenticationRequired");
    }

    private Client.Answer login() throws IOException {
        return alice.procedure("com.atproto.server.createSession", """
                {"identifier": "nobody.test", "password": "guess"}""");
    }

    private int remaining(String nsid, String input) throws IOException {
        return Integer.parseInt(alice.procedure(nsid, input).header("ratelimit-remaining"));
    }

    private String deletion() {
        return "{\"repo\": \"" + alice.did() + "\", \"collection\": \"com.example.thing\", \"rkey\": \"k1\"}";
    }
}
