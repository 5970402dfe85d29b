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
package io.github.camelatproto.pds.account;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import io.github.camelatproto.pds.SettableClock;
import io.github.camelatproto.pds.TestPds;
import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.syntax.Did;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.pds.TestPds.refusal;
import static org.assertj.core.api.Assertions.assertThat;

class SessionsTest {

    private static final String UNVERIFIED = "400 InvalidToken: Token could not be verified";
    private static final String EXPIRED = "400 ExpiredToken: Token has expired";
    private static final String REVOKED = "400 ExpiredToken: Token has been revoked";

    private final SettableClock clock = new SettableClock();
    private final PdsState state = PdsState.inMemory(clock);
    private final Did alice = TestPds.alice(state).did();
    private final Sessions sessions = state.sessions();
    private final Tokens tokens = sessions.open(alice);

    @Test
    void tokensSpeakForTheirAccount() {
        assertThat(sessions.access(tokens.accessJwt())).isEqualTo(alice);
        assertThat(sessions.refresher(tokens.refreshJwt(), false)).isEqualTo(alice);
    }

    @Test
    void tokensAreNotPrinted() {
        assertThat(tokens).hasToString("Tokens");
    }

    @Test
    void tokensLookLikeThoseOfTheReferencePds() {
        long now = clock.instant().getEpochSecond();
        assertThat(part(tokens.accessJwt(), 0)).isEqualTo("{\"typ\":\"at+jwt\",\"alg\":\"HS256\"}");
        assertThat(part(tokens.accessJwt(), 1)).isEqualTo(
                "{\"scope\":\"com.atproto.access\",\"aud\":\"did:web:localhost\",\"sub\":\"" + alice + "\",\"iat\":" + now
                                                          + ",\"exp\":" + (now + 7200) + "}");
        assertThat(part(tokens.refreshJwt(), 0)).isEqualTo("{\"typ\":\"refresh+jwt\",\"alg\":\"HS256\"}");
        assertThat(part(tokens.refreshJwt(), 1)).matches(
                "\\{\"scope\":\"com.atproto.refresh\",\"aud\":\"did:web:localhost\",\"sub\":\"" + alice
                                                         + "\",\"jti\":\"[A-Za-z0-9+/]{43}\",\"iat\":" + now + ",\"exp\":"
                                                         + (now + 90L * 24 * 3600) + "}");
    }

    @Test
    void aTokenIsGoodForItsOwnPurposeOnly() {
        assertThat(refusal(() -> sessions.access(tokens.refreshJwt()))).isEqualTo(UNVERIFIED);
        assertThat(refusal(() -> sessions.refresh(tokens.accessJwt()))).isEqualTo(UNVERIFIED);
        assertThat(refusal(() -> sessions.refresher(tokens.accessJwt(), true))).isEqualTo(UNVERIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "", ".", "..", "a.b.c", "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJIUzI1NiJ9..",
            "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJIUzI1NiJ9.e30." })
    void garbageIsNotVerified(String jwt) {
        assertThat(refusal(() -> sessions.access(jwt))).isEqualTo(UNVERIFIED);
    }

    @Test
    void aTokenThatWasTouchedIsNotVerified() {
        String jwt = tokens.accessJwt();
        for (int i = 0; i < jwt.length(); i++) {
            char changed = jwt.charAt(i) == 'A' ? 'B' : 'A';
            String touched = jwt.substring(0, i) + changed + jwt.substring(i + 1);
            assertThat(refusal(() -> sessions.access(touched))).as("at %d", i).isEqualTo(UNVERIFIED);
        }
        assertThat(refusal(() -> sessions.access(jwt + "="))).isEqualTo(UNVERIFIED);
        assertThat(refusal(() -> sessions.access(" " + jwt))).isEqualTo(UNVERIFIED);
    }

    @Test
    void theBearerDoesNotChooseTheAlgorithm() {
        String none = base64("{\"typ\":\"at+jwt\",\"alg\":\"none\"}") + "." + tokens.accessJwt().split("\\.", -1)[1] + ".";
        assertThat(refusal(() -> sessions.access(none))).isEqualTo(UNVERIFIED);
    }

    @Test
    void tokensOfAnotherPdsAreNotVerified() {
        PdsState other = PdsState.inMemory(clock);
        assertThat(refusal(() -> other.sessions().access(tokens.accessJwt()))).isEqualTo(UNVERIFIED);
    }

    @Test
    void anAccessTokenIsGoodForTwoHours() {
        clock.advance(Duration.ofHours(2).minusSeconds(1));
        assertThat(sessions.access(tokens.accessJwt())).isEqualTo(alice);
        clock.advance(Duration.ofSeconds(1));
        assertThat(refusal(() -> sessions.access(tokens.accessJwt()))).isEqualTo(EXPIRED);
    }

    @Test
    void aRefreshTokenIsGoodForNinetyDays() {
        clock.advance(Duration.ofDays(90));
        assertThat(refusal(() -> sessions.refresh(tokens.refreshJwt()))).isEqualTo(EXPIRED);
        assertThat(sessions.refresher(tokens.refreshJwt(), true)).isEqualTo(alice);
        sessions.close(tokens.refreshJwt());
    }

    @Test
    void aUsedRefreshTokenGivesTheSameNextOneForTwoHours() {
        Tokens next = sessions.refresh(tokens.refreshJwt());
        assertThat(sessions.refresh(tokens.refreshJwt())).isEqualTo(next);
        clock.advance(Duration.ofHours(2).minusSeconds(1));
        assertThat(id(sessions.refresh(tokens.refreshJwt()))).isEqualTo(id(next)).isNotEqualTo(id(tokens));
        clock.advance(Duration.ofSeconds(1));
        assertThat(refusal(() -> sessions.refresh(tokens.refreshJwt()))).isEqualTo(REVOKED);
        assertThat(sessions.refresher(next.refreshJwt(), false)).isEqualTo(alice);
    }

    @Test
    void aSessionThatWasClosedIsRevoked() {
        Tokens other = sessions.open(alice);
        sessions.close(tokens.refreshJwt());
        sessions.close(tokens.refreshJwt());
        assertThat(refusal(() -> sessions.refresh(tokens.refreshJwt()))).isEqualTo(REVOKED);
        assertThat(refusal(() -> sessions.refresher(tokens.refreshJwt(), false))).isEqualTo(REVOKED);
        assertThat(sessions.access(tokens.accessJwt())).isEqualTo(alice);
        sessions.refresh(other.refreshJwt());
    }

    @Test
    void revokingEndsEverySessionButNotTheNextOne() {
        Tokens other = sessions.open(alice);
        sessions.revoke(alice);
        assertThat(refusal(() -> sessions.refresh(tokens.refreshJwt()))).isEqualTo(REVOKED);
        assertThat(refusal(() -> sessions.refresh(other.refreshJwt()))).isEqualTo(REVOKED);
        sessions.refresh(sessions.open(alice).refreshJwt());
    }

    @Test
    void accessTokensExpireToOrderButNotTheNextOnes() {
        for (int i = 0; i < 3; i++) {
            Tokens before = sessions.open(alice);
            sessions.expireAccess(alice);
            assertThat(refusal(() -> sessions.access(before.accessJwt()))).isEqualTo(EXPIRED);
            Tokens after = sessions.refresh(before.refreshJwt());
            assertThat(sessions.access(after.accessJwt())).isEqualTo(alice);
        }
        assertThat(refusal(() -> sessions.access(tokens.accessJwt()))).isEqualTo(EXPIRED);
    }

    private static String id(Tokens tokens) {
        return part(tokens.refreshJwt(), 1).replaceAll(".*\"jti\":\"([^\"]*)\".*", "$1");
    }

    private static String part(String jwt, int index) {
        return new String(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]), StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
