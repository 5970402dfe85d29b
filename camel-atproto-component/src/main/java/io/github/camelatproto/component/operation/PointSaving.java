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
package io.github.camelatproto.component.operation;

import java.util.List;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.commit.Unit;

/**
 * A create that is sent as {@code putRecord} where no record may lie: 2 points instead of 3, and safe to repeat,
 * because a PDS takes the same record again without a word.
 */
final class PointSaving {

    private PointSaving() {
    }

    /** As {@link #of}, but createRecord removes an older one of the same subject, which putRecord does not. */
    static NamedWrite ofCreateRecord(NamedWrite write) {
        return Unit.isReplacedByCreateRecord(write.collection()) ? write : of(write);
    }

    /** The create with its condition; any other write as it is. */
    static NamedWrite of(NamedWrite write) {
        return write.isCreate()
                ? new NamedWrite(write.write(), write.origin(), write.onExisting(), new SwapRecord(null)) : write;
    }

    /** The method for writes that may have come from here. */
    static Unit.Method method(List<NamedWrite> writes, Unit.Method otherwise) {
        boolean saves = writes.size() == 1 && writes.get(0).isCreate() && writes.get(0).swapRecord() != null;
        return saves ? Unit.Method.PUT_RECORD : otherwise;
    }
}
