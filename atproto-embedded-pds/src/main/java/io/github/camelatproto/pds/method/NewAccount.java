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
package io.github.camelatproto.pds.method;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.github.camelatproto.pds.error.XrpcError;
import io.github.camelatproto.syntax.Handle;

/** What somebody who creates an account over the wire may choose, as the reference PDS has it. */
final class NewAccount {

    /** The domain under which there are handles. */
    static final String DOMAIN = ".test";

    private static final Set<String> NO_TLDS
            = Set.of("alt", "arpa", "example", "internal", "invalid", "local", "localhost", "onion");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 18;
    private static final int LONGEST_PASSWORD = 256;
    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(?:\\.[^@\\s.]+)+");

    private NewAccount() {
    }

    /** One label of 3 to 18 characters under {@link #DOMAIN}; upper case becomes lower case. */
    static Handle handle(String text) {
        String handle = text.toLowerCase(Locale.ROOT);
        if (NO_TLDS.contains(handle.substring(handle.lastIndexOf('.') + 1))) {
            throw invalidHandle("Handle TLD is invalid or disallowed");
        }
        if (!handle.endsWith(DOMAIN)) {
            throw new XrpcError(400, "UnsupportedDomain", "Not a supported handle domain");
        }
        String label = handle.substring(0, handle.length() - DOMAIN.length());
        if (label.contains(".")) {
            throw invalidHandle("Invalid characters in handle");
        }
        if (label.length() < SHORTEST) {
            throw invalidHandle("Handle too short");
        }
        if (label.length() > LONGEST) {
            throw invalidHandle("Handle too long");
        }
        return Handle.parse(handle);
    }

    static void checkPassword(String password) {
        if (password.length() > LONGEST_PASSWORD) {
            throw XrpcError.invalidRequest(
                    "Password too long. Maximum length is " + LONGEST_PASSWORD + " characters.");
        }
    }

    static void checkEmail(String email) {
        if (email.isEmpty()) {
            throw XrpcError.invalidRequest("Email is required");
        }
        if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
            throw XrpcError.invalidRequest("This email address is not supported, please use a different email.");
        }
    }

    private static XrpcError invalidHandle(String message) {
        return new XrpcError(400, "InvalidHandle", message);
    }
}
