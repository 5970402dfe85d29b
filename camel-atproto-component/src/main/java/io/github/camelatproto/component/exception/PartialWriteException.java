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

/**
 * With {@code atomic=false}, some of a list's writes landed and some did not. {@link #getOutcomes()} has one entry a
 * write, in the list's order; a redelivery of the same exchange sends only what is absent.
 */
public class PartialWriteException extends AtprotoException {

    private static final long serialVersionUID = 1L;

    private final transient List<WriteOutcome> outcomes;

    public PartialWriteException(String message, List<WriteOutcome> outcomes, Throwable firstError) {
        super(message, firstError);
        this.outcomes = List.copyOf(outcomes);
    }

    /** What became of each write, in the order of the list. */
    public List<WriteOutcome> getOutcomes() {
        return outcomes;
    }
}
