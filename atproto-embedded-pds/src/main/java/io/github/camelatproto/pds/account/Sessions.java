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

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.pds.account.SessionStore.RefreshToken;
import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of accounts: HS256 JWTs with the claims and lifetimes of the reference PDS (access 120 minutes, refresh
 * 90 days, a used refresh token good for two hours more and giving the same next one). Thread-safe.
 */
public final class Sessions {

    /** The DID that the tokens are made out for, and so that of the PDS itself. */
    public static final String AUDIENCE = "did:web:localhost";

    private static final Duration ACCESS = Duration.ofHours(2);
    private static final Duration REFRESH = Duration.ofDays(90);
    private static final Duration GRACE = Duration.ofHours(2);
    private static final String ACCESS_TYPE = "at+jwt";
    private static final String REFRESH_TYPE = "refresh+jwt";
    private static final int ID_BYTES = 32;

    private final SessionStore store;
    private final Clock clock;
    private final Jwts jwts;
    private final SecureRandom random = new SecureRandom();
    /** The good refresh tokens of each account by their id. */
    private final Map<Did, Map<String, RefreshToken>> live = new HashMap<>();
    /** The last second in which access tokens were handed out that count as expired. */
    private final Map<Did, Long> expired = new HashMap<>();

    public Sessions(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.jwts = new Jwts(store.secret());
        store.refreshTokens().forEach(this::remember);
    }

    public synchronized Tokens open(Did did) {
        RefreshToken token = new RefreshToken(newId(), did, clock.instant().plus(REFRESH), null);
        change(expiredOf(did), List.of(token));
        return tokens(did, token.id());
    }

    /**
     * The account that an access token speaks for.
     *
     * @throws XrpcError 400 InvalidToken or ExpiredToken, as the reference PDS says it
     */
    public synchronized Did access(String accessJwt) {
        Map<String, @Nullable Object> claims = jwts.verify(ACCESS_TYPE, accessJwt);
        Did did = subject(claims);
        checkNotExpired(claims);
        if ((Long) Objects.requireNonNull(claims.get("iat")) <= expired.getOrDefault(did, Long.MIN_VALUE)) {
            throw hasExpired();
        }
        return did;
    }

    /**
     * The account that a refresh token speaks for.
     *
     * @param  evenExpired as deleteSession takes it
     * @throws XrpcError   400 InvalidToken or ExpiredToken ("Token has been revoked" where it was deleted)
     */
    public synchronized Did refresher(String refreshJwt, boolean evenExpired) {
        if (evenExpired) {
            return subject(jwts.verify(REFRESH_TYPE, refreshJwt));
        }
        return live(refreshJwt).did();
    }

    /**
     * Exchanges a refresh token for a new pair.
     *
     * @throws XrpcError as {@link #refresher}
     */
    public synchronized Tokens refresh(String refreshJwt) {
        RefreshToken used = live(refreshJwt);
        Instant now = clock.instant();
        // whoever uses the token again gets the same next one, so that two who refresh at once both go on
        String nextId = used.nextId() == null ? newId() : used.nextId();
        Instant grace = now.plus(GRACE);
        List<RefreshToken> kept = new ArrayList<>();
        kept.add(new RefreshToken(
                used.id(), used.did(), grace.isBefore(used.expiresAt()) ? grace : used.expiresAt(), nextId));
        if (!of(used.did()).containsKey(nextId)) {
            kept.add(new RefreshToken(nextId, used.did(), now.plus(REFRESH), null));
        }
        change(expiredOf(used.did()), kept);
        return tokens(used.did(), nextId);
    }

    /** Ends the session of a refresh token; nothing happens where it has ended. */
    public synchronized void close(String refreshJwt) {
        Map<String, @Nullable Object> claims = jwts.verify(REFRESH_TYPE, refreshJwt);
        RefreshToken token = of(subject(claims)).get(id(claims));
        if (token != null) {
            change(List.of(token), List.of());
        }
    }

    /** From now on no refresh token handed out so far is good (a change of password, a takedown). */
    public synchronized void revoke(Did did) {
        change(List.copyOf(of(did).values()), List.of());
    }

    /**
     * From now on no access token handed out so far is good: they count as expired. For tests; a PDS that has been
     * restarted does not know of it.
     */
    public synchronized void expireAccess(Did did) {
        expired.merge(did, clock.instant().getEpochSecond(), (before, now) -> Math.max(before + 1, now));
    }

    private RefreshToken live(String refreshJwt) {
        Map<String, @Nullable Object> claims = jwts.verify(REFRESH_TYPE, refreshJwt);
        checkNotExpired(claims);
        RefreshToken token = of(subject(claims)).get(id(claims));
        if (token == null || !token.expiresAt().isAfter(clock.instant())) {
            throw new XrpcError(400, "ExpiredToken", "Token has been revoked");
        }
        return token;
    }

    private Tokens tokens(Did did, String refreshId) {
        // tokens that count as expired are told by the second in which they were handed out
        long now = Math.max(clock.instant().getEpochSecond(), expired.getOrDefault(did, Long.MIN_VALUE) + 1);
        Map<String, Object> access = new LinkedHashMap<>();
        access.put("scope", "com.atproto.access");
        access.put("aud", AUDIENCE);
        access.put("sub", did.value());
        access.put("iat", now);
        access.put("exp", now + ACCESS.toSeconds());
        Map<String, Object> refresh = new LinkedHashMap<>();
        refresh.put("scope", "com.atproto.refresh");
        refresh.put("aud", AUDIENCE);
        refresh.put("sub", did.value());
        refresh.put("jti", refreshId);
        refresh.put("iat", now);
        refresh.put("exp", now + REFRESH.toSeconds());
        return new Tokens(jwts.sign(ACCESS_TYPE, access), jwts.sign(REFRESH_TYPE, refresh));
    }

    private void change(Collection<RefreshToken> ended, Collection<RefreshToken> kept) {
        store.change(ended, kept);
        ended.forEach(token -> of(token.did()).remove(token.id()));
        kept.forEach(this::remember);
    }

    private void remember(RefreshToken token) {
        live.computeIfAbsent(token.did(), did -> new HashMap<>()).put(token.id(), token);
    }

    private Map<String, RefreshToken> of(Did did) {
        return live.getOrDefault(did, Map.of());
    }

    private List<RefreshToken> expiredOf(Did did) {
        Instant now = clock.instant();
        return of(did).values().stream().filter(token -> !token.expiresAt().isAfter(now)).toList();
    }

    private void checkNotExpired(Map<String, @Nullable Object> claims) {
        if ((Long) Objects.requireNonNull(claims.get("exp")) <= clock.instant().getEpochSecond()) {
            throw hasExpired();
        }
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return Base64.getEncoder().withoutPadding().encodeToString(id);
    }

    private static Did subject(Map<String, @Nullable Object> claims) {
        return Did.parse((String) Objects.requireNonNull(claims.get("sub")));
    }

    private static String id(Map<String, @Nullable Object> claims) {
        return (String) Objects.requireNonNull(claims.get("jti"));
    }

    private static XrpcError hasExpired() {
        return new XrpcError(400, "ExpiredToken", "Token has expired");
    }
}
