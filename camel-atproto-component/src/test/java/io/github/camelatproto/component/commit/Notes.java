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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.repo.Write;
import org.jspecify.annotations.Nullable;

/** The writes and units of the tests: short texts in one collection. */
final class Notes {

    static final String COLLECTION = "com.example.note";

    private Notes() {
    }

    static Map<String, Object> note(String text) {
        return Map.of("text", text);
    }

    static NamedWrite fresh(String rkey, String text) {
        return new NamedWrite(Write.create(COLLECTION, rkey, note(text)), Origin.FRESH, OnExisting.SKIP);
    }

    static NamedWrite derived(String rkey, String text) {
        return derived(rkey, text, OnExisting.SKIP);
    }

    static NamedWrite derived(String rkey, String text, OnExisting onExisting) {
        return new NamedWrite(Write.create(COLLECTION, rkey, note(text)), Origin.DERIVED, onExisting);
    }

    static NamedWrite given(String rkey, String text) {
        return given(rkey, text, OnExisting.FAIL);
    }

    static NamedWrite given(String rkey, String text, OnExisting onExisting) {
        return new NamedWrite(Write.create(COLLECTION, rkey, note(text)), Origin.GIVEN, onExisting);
    }

    static NamedWrite update(String rkey, String text) {
        return new NamedWrite(Write.update(COLLECTION, rkey, note(text)), Origin.GIVEN, OnExisting.FAIL);
    }

    static NamedWrite delete(String rkey) {
        return new NamedWrite(Write.delete(COLLECTION, rkey), Origin.GIVEN, OnExisting.FAIL);
    }

    static Unit put(String rkey, String text, @Nullable SwapRecord swapRecord) {
        return alone(Unit.Method.PUT_RECORD, new NamedWrite(
                Write.update(COLLECTION, rkey, note(text)), Origin.GIVEN, OnExisting.FAIL, swapRecord));
    }

    /** A create as putRecord, as pointSaving has it. */
    static Unit putNew(String rkey, String text, Origin origin) {
        return alone(Unit.Method.PUT_RECORD, new NamedWrite(
                Write.create(COLLECTION, rkey, note(text)), origin, OnExisting.SKIP, new SwapRecord(null)));
    }

    static Unit deleteRecord(String rkey, @Nullable SwapRecord swapRecord) {
        return alone(Unit.Method.DELETE_RECORD, new NamedWrite(
                Write.delete(COLLECTION, rkey), Origin.GIVEN, OnExisting.FAIL, swapRecord));
    }

    static Unit alone(Unit.Method method, NamedWrite write) {
        return new Unit(method, List.of(write), null, new Swap.None(), false);
    }

    /** The CID of a note, as its author read it. */
    static SwapRecord expecting(String text) {
        return new SwapRecord(Write.create(COLLECTION, "x", note(text)).cid());
    }

    /** What another writer puts there, whether or not something lies there. */
    static Write theirs(String rkey, String text) {
        return Write.update(COLLECTION, rkey, note(text));
    }

    static Write theirDelete(String rkey) {
        return Write.delete(COLLECTION, rkey);
    }

    static Unit unit(NamedWrite... writes) {
        return unit(new Swap.None(), writes);
    }

    static Unit unit(Swap swap, NamedWrite... writes) {
        return new Unit(Unit.Method.APPLY_WRITES, List.of(writes), null, swap, false);
    }

    static Unit redelivered(Unit unit) {
        return new Unit(unit.method(), unit.writes(), unit.validate(), unit.swap(), true);
    }

    /** So many units of one fresh create each, {@code n0}, {@code n1} and so on. */
    static List<Unit> units(int count) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> unit(fresh("n" + i, "note " + i))).toList());
    }
}
