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
 * A record cannot be written as it is: it breaks the data model, its lexicon, or its record key does. Nothing was
 * written, and sending it again changes nothing.
 */
public class RecordValidationException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String path;
    private final String reason;
    private final @Nullable String error;

    public RecordValidationException(String message, @Nullable String path, String reason) {
        this(message, path, reason, (String) null);
    }

    /**
     * @param error the PDS's name for it; null where the PDS was not asked
     */
    public RecordValidationException(String message, @Nullable String path, String reason, @Nullable String error) {
        super(message);
        this.path = path;
        this.reason = reason;
        this.error = error;
    }

    public RecordValidationException(String message, @Nullable String path, String reason, Throwable cause) {
        super(message, cause);
        this.path = path;
        this.reason = reason;
        this.error = null;
    }

    /** Where in the input, such as {@code $.record.createdAt} or {@code $.writes[3].value.text}; null if not known. */
    public @Nullable String getPath() {
        return path;
    }

    /** What is wrong there, in one phrase. */
    public String getReason() {
        return reason;
    }

    /** The PDS's name for it, such as {@code InvalidRequest} or {@code BlobNotFound}; null where it was not asked. */
    public @Nullable String getError() {
        return error;
    }
}
