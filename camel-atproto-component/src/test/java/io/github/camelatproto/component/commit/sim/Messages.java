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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.commit.Unit;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;

/** Makes up messages of all kinds, and what other applications do to the same repo. */
final class Messages {

    /** Records that everybody writes to. */
    private static final int SHARED = 5;
    private static final List<OnExisting> EXISTING = List.of(OnExisting.values());

    private final RandomGenerator random;
    private final Pds pds;
    private int names;

    Messages(RandomGenerator random, Pds pds) {
        this.random = random;
        this.pds = pds;
    }

    /** What lies in the repo before the trial begins. */
    void prepare() {
        pds.bare(Counter.showing(0));
        for (int i = 0; i < SHARED; i++) {
            if (random.nextBoolean()) {
                pds.bare(Write.update(Draft.NOTES, "s" + i, Map.of("text", text())));
            }
        }
    }

    Message next(Endpoint endpoint) {
        List<Item> items = switch (endpoint.role()) {
            case CREATE_RECORD -> List.of(create(endpoint));
            case APPLY_WRITES -> applyWrites();
            case PUT_AND_DELETE -> List.of(random.nextInt(3) == 0 ? delete() : put());
        };
        return new Message(endpoint, items);
    }

    /** Another application writes, with no regard for anybody. */
    void intrude() {
        String there = shared();
        Cid counter = pds.record(Counter.PATH).orElseThrow();
        switch (random.nextInt(8)) {
            case 0, 1 -> pds.bare(Counter.showing(Counter.count(pds.value(counter)) + 1));
            case 2 -> pds.bare(Write.update(Draft.NOTES, "elsewhere", Map.of("text", text())));
            case 3, 4 -> {
                if (pds.record(Draft.NOTES + "/" + there).isPresent()) {
                    pds.bare(Write.delete(Draft.NOTES, there));
                }
            }
            default -> pds.bare(Write.update(Draft.NOTES, there, Map.of("text", text())));
        }
    }

    private Item create(Endpoint endpoint) {
        Draft create = switch (random.nextInt(20)) {
            case 0 -> fresh().in(Draft.LIKES);
            case 1, 2, 3 -> given();
            case 4, 5, 6, 7, 8, 9, 10 -> derived();
            default -> fresh();
        };
        Boolean validate = random.nextInt(10) == 0 ? false : null;
        return endpoint.pointSaving()
                ? new Item(Unit.Method.PUT_RECORD, List.of(create.swapping(new SwapRecord(null))), validate, none(), false)
                : new Item(Unit.Method.CREATE_RECORD, List.of(create), validate, swap(15), false);
    }

    private List<Item> applyWrites() {
        int kind = random.nextInt(100);
        if (kind < 30) {
            return Stream.generate(() -> Item.applyWrites(any())).limit(1 + random.nextInt(8)).toList();
        }
        if (kind < 45) {
            return List.of(rebased(List.of(random.nextBoolean() ? fresh() : derived())));
        }
        if (kind < 52) {
            return List.of(rebased(List.of()));
        }
        if (kind < 60) {
            String edited = shared();
            return List.of(Item.applyWrites(Draft.delete(edited), Draft.given(edited, text(), OnExisting.FAIL)));
        }
        // its own rkeys are all fresh or all derived: after a crash the fresh ones are others, the derived ones are not
        Origin unwanted = random.nextBoolean() ? Origin.FRESH : Origin.DERIVED;
        Map<String, Draft> drafts = new LinkedHashMap<>();
        Stream.generate(this::any).filter(draft -> draft.origin() != unwanted).limit(1 + random.nextInt(4))
                .forEach(draft -> drafts.putIfAbsent(draft.rkey(), draft));
        return List.of(new Item(Unit.Method.APPLY_WRITES, List.copyOf(drafts.values()), null, swap(50), false));
    }

    private static Item rebased(List<Draft> marks) {
        return new Item(Unit.Method.APPLY_WRITES, new ArrayList<>(marks), null, none(), true);
    }

    private Item put() {
        Draft draft = Draft.update(shared(), text());
        return new Item(Unit.Method.PUT_RECORD, List.of(named(draft, 50)), null, swap(10), false);
    }

    private Item delete() {
        Draft draft = Draft.delete(shared());
        boolean isThere = pds.record(Draft.NOTES + "/" + draft.rkey()).isPresent();
        return new Item(
                Unit.Method.DELETE_RECORD, List.of(isThere ? named(draft, 50) : draft), null, swap(10), false);
    }

    private Draft any() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> fresh();
            case 2, 3 -> derived();
            case 4 -> given();
            case 5, 6 -> named(Draft.update(shared(), text()), 30);
            default -> named(Draft.delete(shared()), 30);
        };
    }

    private Draft fresh() {
        return Draft.fresh("f" + names++, text());
    }

    private Draft derived() {
        return Draft.derived("d" + names++, text());
    }

    private Draft given() {
        String rkey = random.nextInt(3) == 0 ? "g" + names++ : shared();
        return Draft.given(rkey, text(), EXISTING.get(random.nextInt(EXISTING.size())));
    }

    /** Its author has read what is there, so often of a hundred. */
    private Draft named(Draft draft, int percent) {
        Cid there = pds.record(Draft.NOTES + "/" + draft.rkey()).orElse(null);
        return there != null && random.nextInt(100) < percent ? draft.swapping(new SwapRecord(there)) : draft;
    }

    private Swap swap(int percent) {
        if (random.nextInt(100) >= percent) {
            return none();
        }
        return switch (random.nextInt(4)) {
            case 0 -> new Swap.Exactly(pds.head());
            case 1 -> new Swap.Exactly(pds.landings().get(random.nextInt(pds.landings().size())).cid());
            default -> new Swap.Latest(random.nextInt(6));
        };
    }

    private static Swap none() {
        return new Swap.None();
    }

    private String shared() {
        return "s" + random.nextInt(SHARED);
    }

    /** Never the same twice, so that each value says who wrote it. */
    private String text() {
        return (random.nextInt(50) == 0 ? Pds.BAD + " " : "") + "text " + names++;
    }
}
