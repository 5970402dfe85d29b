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
package io.github.camelatproto.pds.xrpc;

import java.util.Base64;
import java.util.Locale;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.pds.account.Sessions;
import io.github.camelatproto.pds.error.XrpcError;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Authorization} header of a request.
 *
 * @param scheme lower case; empty if there is no header
 */
record Authorization(String scheme, String token) {

    private static final Authorization NONE = new Authorization("", "");

    static Authorization parse(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return NONE;
        }
        String[] parts = header.split(" ", -1);
        if (parts.length != 2) {
            throw invalidToken("Malformed authorization header");
        }
        String scheme = parts[0].toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "bearer", "basic", "dpop" -> new Authorization(scheme, parts[1]);
            default -> throw invalidToken("Unsupported authorization type: " + parts[0]);
        };
    }

    /**
     * @return           null where nobody has to be anyone
     * @throws XrpcError 401 or 400 for whom the method is not
     */
    static @Nullable Credentials check(Access access, @Nullable String header, Sessions sessions) {
        if (access == Access.PUBLIC) {
            return null;
        }
        Authorization authorization = parse(header);
        return switch (access) {
            case PUBLIC -> null;
            case OPTIONAL -> authorization.scheme.isEmpty() ? null : authorization.optional(sessions);
            case ANONYMOUS -> authorization.nobody();
            case ACCESS -> authorization.access(sessions);
            case ACCESS_OR_SERVICE -> authorization.decodable().access(sessions);
            case REFRESH -> new Credentials(
                    sessions.refresher(authorization.bearer(), true), authorization.bearer());
        };
    }

    private Credentials optional(Sessions sessions) {
        if (scheme.equals("basic")) {
            // the password of an administrator, which there is not
            throw new XrpcError(401, "AuthenticationRequired", "Authentication Required");
        }
        return access(sessions);
    }

    private @Nullable Credentials nobody() {
        if (scheme.equals("bearer")) {
            throw new XrpcError(401, "BadJwtType", "Invalid jwt type \"at+jwt\"");
        }
        if (!scheme.isEmpty()) {
            throw new XrpcError(401, "AuthenticationRequired", "Invalid authorization header");
        }
        return null;
    }

    private Credentials access(Sessions sessions) {
        if (scheme.equals("basic")) {
            throw invalidToken("Unexpected authorization type");
        }
        if (scheme.equals("dpop")) {
            throw new XrpcError(401, "invalid_token", "There is no OAuth here");
        }
        return new Credentials(sessions.access(bearer()), token);
    }

    private String bearer() {
        if (scheme.equals("bearer")) {
            return token;
        }
        throw new XrpcError(401, "AuthMissing", "Authentication Required");
    }

    private Authorization decodable() {
        if (scheme.equals("bearer")) {
            try {
                String[] parts = token.split("\\.", -1);
                AtJson.parseRecord(Base64.getUrlDecoder().decode(parts[parts.length == 3 ? 1 : 0]));
            } catch (IllegalArgumentException e) {
                throw XrpcError.internal();
            }
        }
        return this;
    }

    private static XrpcError invalidToken(String message) {
        return new XrpcError(400, "InvalidToken", message);
    }

    /** Without the token, which is secret. */
    @Override
    public String toString() {
        return "Authorization[" + scheme + "]";
    }
}
