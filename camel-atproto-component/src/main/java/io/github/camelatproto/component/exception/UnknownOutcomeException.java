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

import java.util.List;

import io.github.camelatproto.syntax.AtUri;
import org.jspecify.annotations.Nullable;

/**
 * A write was sent, its answer was lost, and reading the repo did not settle within {@code deliveryTimeout} whether it
 * landed. It is never guessed: look at the records named here. Redelivering the same exchange is safe for creates,
 * because their record keys are kept.
 */
public class UnknownOutcomeException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    private final transient List<AtUri> uris;

    /**
     * @param last what went wrong last; not the cause, because {@code onException} matches causes first and would take
     *             this for an error after which nothing was written
     */
    public UnknownOutcomeException(String message, List<AtUri> uris, @Nullable Throwable last) {
        super(message);
        this.uris = List.copyOf(uris);
        if (last != null) {
            addSuppressed(last);
        }
    }

    /** The records whose state is not known. */
    public List<AtUri> getUris() {
        return uris;
    }
}
