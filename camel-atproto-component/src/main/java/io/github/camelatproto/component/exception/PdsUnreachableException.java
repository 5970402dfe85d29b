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
 * No PDS could be spoken to at the address in {@code service}: no connection, no answer in time, or an answer that no
 * PDS gives. For a write it means that nothing was written; where that is not certain, the exception is
 * {@link UnknownOutcomeException}.
 */
public class PdsUnreachableException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    public PdsUnreachableException(String message) {
        super(message);
    }

    public PdsUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
