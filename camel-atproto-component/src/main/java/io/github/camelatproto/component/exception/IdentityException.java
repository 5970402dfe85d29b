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
 * A handle or a DID could not be resolved to a PDS, or what was found contradicts itself. Nothing was sent to any PDS.
 *
 * <p>
 * Source: the <a href="https://atproto.com/specs/handle">handle</a> and <a href="https://atproto.com/specs/did">DID</a>
 * specifications.
 */
public class IdentityException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    public IdentityException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public IdentityException(String message) {
        this(message, null);
    }
}
