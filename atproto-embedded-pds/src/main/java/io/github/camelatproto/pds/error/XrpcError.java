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
package io.github.camelatproto.pds.error;

/**
 * Why a call is not carried out, as the caller is told it. The statuses and names are those of the reference PDS.
 */
public final class XrpcError extends RuntimeException {

    private final int status;
    private final String error;

    /**
     * Says it in the words of the reference PDS.
     *
     * @param message goes over the wire: never a token, a password or a stack trace
     */
    public XrpcError(int status, String error, String message) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The name, such as {@code InvalidSwap}. */
    public String error() {
        return error;
    }

    public static XrpcError invalidRequest(String message) {
        return new XrpcError(400, "InvalidRequest", message);
    }

    public static XrpcError invalidSwap(String message) {
        return new XrpcError(400, "InvalidSwap", message);
    }

    /** What the reference PDS makes of everything it did not foresee, a create on an existing rkey among it. */
    public static XrpcError internal() {
        return new XrpcError(500, "InternalServerError", "Internal Server Error");
    }
}
