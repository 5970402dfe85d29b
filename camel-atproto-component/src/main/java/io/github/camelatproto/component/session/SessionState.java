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
package io.github.camelatproto.component.session;

import java.net.URI;
import java.time.Instant;

import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/**
 * How an account's session stands, without its tokens.
 *
 * @param service      the PDS (or entryway) that takes the login
 * @param identifier   handle, DID or e-mail address
 * @param did          the account; null while there is no session
 * @param pds          where its repo lives; null while there is no session
 * @param refusal      why the last login was refused; null if it was not
 * @param refusedUntil so long messages fail with that refusal, and the next one after it tries again; null likewise
 */
public record SessionState(
        URI service, String identifier, Kind kind, @Nullable Did did, @Nullable URI pds, @Nullable String refusal,
        @Nullable Instant refusedUntil) {

    /** Each prints as one or two words. */
    public enum Kind {
        /** No message has asked for one, or the last one that did got no answer. */
        NONE("no session"),
        /** It is being made or renewed, for the messages that wait. */
        PENDING("pending"),
        LOGGED_IN("logged in"),
        /** The last login or renewal was refused, and none has been made since. */
        REFUSED("refused");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
