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
 * The PDS refused a call in a way that has no class of its own here, or gave an answer that is no XRPC answer.
 *
 * <p>
 * Source: the error envelope {@code {"error": NAME, "message": TEXT}} of the
 * <a href="https://atproto.com/specs/xrpc#error-responses">XRPC specification</a>.
 */
public class XrpcException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    public XrpcException(int status, String error, String message) {
        super(message);
        this.status = status;
        this.error = error;
    }

    /** The HTTP status, 100 to 599. */
    public int getStatus() {
        return status;
    }

    /** The error's name in the envelope, such as {@code InvalidRequest}; empty where the answer was no envelope. */
    public String getError() {
        return error;
    }
}
