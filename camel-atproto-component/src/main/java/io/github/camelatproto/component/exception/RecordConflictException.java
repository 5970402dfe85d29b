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
import io.github.camelatproto.syntax.AtUri;
import org.jspecify.annotations.Nullable;

/**
 * A record that was to be created exists already with another value, and {@code onExisting=fail}. Nothing was written.
 */
public class RecordConflictException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    private final transient AtUri uri;
    private final transient @Nullable Cid current;

    public RecordConflictException(String message, AtUri uri, @Nullable Cid current) {
        super(message);
        this.uri = uri;
        this.current = current;
    }

    /** The record in the way. */
    public AtUri getUri() {
        return uri;
    }

    /** The CID of the value that is there, or {@code null} if not known. */
    public @Nullable Cid getCurrent() {
        return current;
    }
}
