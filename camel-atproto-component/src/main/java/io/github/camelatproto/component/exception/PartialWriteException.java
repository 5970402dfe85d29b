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
import java.util.Objects;

/**
 * With {@code atomic=false}, some of a list's writes landed and some did not. {@link #getOutcomes()} has one entry a
 * write, in the list's order; a redelivery of the same exchange sends only what is absent.
 */
public class PartialWriteException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    /** A stack trace is read by people. */
    private static final int MAX_SUPPRESSED = 5;

    private final transient List<WriteOutcome> outcomes;

    /**
     * The errors of the outcomes are suppressed exceptions, not causes: {@code onException} matches causes first, and
     * would take the whole list for refused.
     */
    public PartialWriteException(String message, List<WriteOutcome> outcomes) {
        super(message);
        this.outcomes = List.copyOf(outcomes);
        outcomes.stream().map(WriteOutcome::error).filter(Objects::nonNull).distinct().limit(MAX_SUPPRESSED)
                .forEach(this::addSuppressed);
    }

    /** What became of each write, in the order of the list. */
    public List<WriteOutcome> getOutcomes() {
        return outcomes;
    }
}
