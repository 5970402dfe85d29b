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
package io.github.camelatproto.component.exception;

/**
 * The PDS does not let this account in, or not do this: wrong identifier or password, a session that cannot be renewed,
 * an account that is deactivated or taken down, or a repo that is not the account's. Nothing was written.
 */
public class AuthenticationException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    private final String error;

    public AuthenticationException(String message, String error) {
        super(message);
        this.error = error;
    }

    /** The PDS's name for it, such as {@code AuthenticationRequired} or {@code AccountTakedown}. */
    public String getError() {
        return error;
    }
}
