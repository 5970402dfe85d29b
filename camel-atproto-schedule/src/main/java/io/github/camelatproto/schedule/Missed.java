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
package io.github.camelatproto.schedule;

import java.time.Duration;
import java.util.Locale;

/**
 * What becomes of an entry whose time was missed, because nothing ran then or the PDS could not be reached.
 *
 * @param policy what is done
 * @param window how late it may be written at all; what is later is held
 */
public record Missed(Policy policy, Duration window) {

    /** What is done with an entry that was missed. */
    public enum Policy {
        /** It is written late, as long as that is within the window. */
        PUBLISH,
        /** It is not written. */
        SKIP,
        /** A person decides. */
        HOLD;

        /**
         * The policy of a name.
         *
         * @throws InvalidEntryException if there is none
         */
        static Policy of(String name) {
            try {
                return valueOf(name.strip().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new InvalidEntryException("missed: " + Shown.text(name) + "; it is publish, skip or hold", e);
            }
        }
    }

    public Missed {
        if (window.isNegative()) {
            throw new InvalidEntryException("window: " + window + " is less than nothing");
        }
    }
}
