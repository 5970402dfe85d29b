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
package io.github.camelatproto.component.commit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The writes of one message (or, with {@code atomic=false}, one write of its list): they land together or not at all.
 *
 * @param method      the XRPC method that carries it when it goes alone
 * @param writes      at least one
 * @param validate    the lexicon's {@code validate}: true, false, or absent
 * @param swap        the caller's fence
 * @param redelivered whether an earlier delivery of the same message may have sent it
 */
public record Unit(Method method, List<NamedWrite> writes, @Nullable Boolean validate, Swap swap, boolean redelivered) {

    public enum Method {
        CREATE_RECORD,
        APPLY_WRITES
    }

    public Unit {
        writes = List.copyOf(writes);
        if (writes.isEmpty()) {
            throw new IllegalArgumentException("A unit needs a write");
        }
    }

    boolean isCreatesOnly() {
        return writes.stream().allMatch(NamedWrite::isCreate);
    }

    /** Its creates of records that no earlier write of it has touched: nothing may lie there when it lands. */
    List<NamedWrite> freeCreates() {
        Set<String> touched = new HashSet<>();
        return writes.stream().filter(write -> touched.add(write.path()) && write.isCreate()).toList();
    }

    /** Its free creates whose rkey nobody else makes: where they lie, the unit has landed. */
    List<NamedWrite> marks() {
        return freeCreates().stream().filter(NamedWrite::isOwn).toList();
    }

    /** Whether records that are not there show that it has not landed, so that it may be sent again. */
    boolean showsAbsence() {
        return isCreatesOnly() || !marks().isEmpty();
    }

    /** Whether an earlier process may have sent it under the same rkeys without anybody knowing. */
    boolean isRepeatable() {
        return writes.stream().anyMatch(
                write -> write.isCreate()
                        && (write.origin() == NamedWrite.Origin.DERIVED
                                || (write.origin() == NamedWrite.Origin.GIVEN && write.onExisting() == OnExisting.SKIP)));
    }

    Unit withWrites(List<NamedWrite> changed) {
        return new Unit(Method.APPLY_WRITES, changed, validate, swap, redelivered);
    }
}
