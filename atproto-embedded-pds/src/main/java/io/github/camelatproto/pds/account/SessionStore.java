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

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/** Where sessions outlive the process, or do not. What has returned is kept. */
public interface SessionStore {

    /** How long the secret is. */
    int SECRET_BYTES = 32;

    /** What signs the tokens: {@value #SECRET_BYTES} random bytes, the same for ever. */
    byte[] secret();

    List<RefreshToken> refreshTokens();

    /** Takes tokens away and puts others in, in their own place or anew, all or none. */
    void change(Collection<RefreshToken> ended, Collection<RefreshToken> kept);

    /**
     * A refresh token that is good.
     *
     * @param id     the jti of its JWT
     * @param nextId of the token that it was exchanged for; null so long as it was not
     */
    record RefreshToken(String id, Did did, Instant expiresAt, @Nullable String nextId) {
    }
}
