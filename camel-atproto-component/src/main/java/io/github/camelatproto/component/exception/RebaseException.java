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

import org.jspecify.annotations.Nullable;

/**
 * The endpoint's rebase did not give the writes of a message: it failed (with the cause of this exception), or gave
 * back what cannot be written. Nothing of the message was written.
 */
public class RebaseException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    public RebaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
