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

import java.util.Optional;

/**
 * Keeps sessions, so that a restart need not log in: some hosts allow ten logins a day. Called from the component's
 * HTTP threads, so it may block; must be safe for use by several threads. What it holds is as secret as a password.
 */
public interface SessionStore {

    /** The session kept under the account's key, if any. */
    Optional<Session> load(String account);

    /** Keeps the session in place of an earlier one. */
    void save(String account, Session session);
}
