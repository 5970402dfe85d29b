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
package io.github.camelatproto.component.commit.sim;

import java.time.Duration;

import io.github.camelatproto.component.commit.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one send on its way to the PDS and back.
 *
 * @param there  how long until it arrives; null if it never does
 * @param back   how long its answer takes
 * @param breaks whether the PDS breaks before it writes
 * @param heard  what the engine hears in place of the PDS's answer; null where it hears that
 * @param late   what is heard is heard before it arrives: it is still under way
 * @param again  so long after it has arrived it arrives a second time; null if it does not
 * @param before what another application does just before it arrives
 * @param after  what another application does just after it has arrived
 */
record Passage(
        @Nullable Duration there, Duration back, boolean breaks, @Nullable Answer heard, boolean late,
        @Nullable Duration again, Runnable before, Runnable after) {

    private static void nothing() {
        // no other application is at work
    }

    /** It arrives and is answered. */
    static Passage fine(Duration there, Duration back) {
        return new Passage(there, back, false, null, false, null, Passage::nothing, Passage::nothing);
    }

    /** It never arrives; after {@code back} this is heard. */
    static Passage notArrived(Duration back, Answer heard) {
        return new Passage(null, back, false, heard, false, null, Passage::nothing, Passage::nothing);
    }

    /** It is handled, and this is heard in place of the answer. */
    static Passage answerLost(Duration there, Duration back, Answer heard) {
        return new Passage(there, back, false, heard, false, null, Passage::nothing, Passage::nothing);
    }

    /** After {@code back} this is heard; it arrives later. */
    static Passage late(Duration there, Duration back, Answer heard) {
        return new Passage(there, back, false, heard, true, null, Passage::nothing, Passage::nothing);
    }

    /** The PDS breaks before it writes. */
    static Passage broken(Duration there, Duration back) {
        return new Passage(there, back, true, null, false, null, Passage::nothing, Passage::nothing);
    }

    /** Whether something befalls the call itself; what others write meanwhile is no fault. */
    boolean isFault() {
        return there == null || breaks || heard != null;
    }

    Passage twice(Duration after) {
        return new Passage(there, back, breaks, heard, late, after, before, this.after);
    }

    Passage overtakenBy(Runnable other) {
        return new Passage(there, back, breaks, heard, late, again, other, after);
    }

    Passage followedBy(Runnable other) {
        return new Passage(there, back, breaks, heard, late, again, before, other);
    }
}
