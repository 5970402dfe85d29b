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

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Another commit came first: the repo's head is no longer the {@code swapCommit} that was sent, and nothing was
 * written. Read the repo again, compute the writes anew and send them with {@link #getCurrent()}.
 */
public class InvalidSwapException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Cid current;

    public InvalidSwapException(String message, @Nullable Cid current) {
        super(message);
        this.current = current;
    }

    /** The commit that the repo was at, or {@code null} where the PDS did not say. */
    public @Nullable Cid getCurrent() {
        return current;
    }
}
