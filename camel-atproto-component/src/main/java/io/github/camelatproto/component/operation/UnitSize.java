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
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import io.github.camelatproto.repo.Write;

/** No commit is larger, so what cannot fit into one is not sent at all. */
final class UnitSize {

    /** The most bytes of a commit's blocks; the records are less than all of them. */
    static final int MAX_BYTES = 2_000_000;

    private UnitSize() {
    }

    static void check(List<NamedWrite> writes) {
        long bytes = 0;
        for (NamedWrite write : writes) {
            bytes += encodedSize(write.write());
        }
        if (bytes > MAX_BYTES) {
            throw new PayloadTooLargeException(
                    writes.get(0).path()
                                               + (writes.size() > 1
                                                       ? " and " + (writes.size() - 1) + " more writes take " : " takes ")
                                               + bytes + " bytes, and no commit holds more than " + MAX_BYTES
                                               + (writes.size() > 1
                                                       ? "; send less at once, or set atomic=false where the writes need not"
                                                         + " land together"
                                                       : ""));
        }
    }

    static int encodedSize(Write write) {
        if (write instanceof Write.Create create) {
            return create.encodedSize();
        }
        return write instanceof Write.Update update ? update.encodedSize() : 0;
    }
}
