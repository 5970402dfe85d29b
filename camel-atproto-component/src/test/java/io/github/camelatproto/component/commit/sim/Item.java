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
import java.util.List;

import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.Swap;
import io.github.camelatproto.component.commit.Unit;
import org.jspecify.annotations.Nullable;

/** What a message asks for: writes that land together. Every delivery of it is a {@link Dispatch}. */
final class Item {

    final Unit.Method method;
    final List<Draft> drafts;
    final @Nullable Boolean validate;
    final Swap swap;
    /** Whether its writes are computed anew for each attempt: the counter's next value beside the drafts. */
    final boolean isRebased;
    final List<Dispatch> dispatches = new ArrayList<>();

    Item(Unit.Method method, List<Draft> drafts, @Nullable Boolean validate, Swap swap, boolean isRebased) {
        this.method = method;
        this.drafts = List.copyOf(drafts);
        this.validate = validate;
        this.swap = swap;
        this.isRebased = isRebased;
    }

    static Item of(Unit.Method method, Draft... drafts) {
        return new Item(method, List.of(drafts), null, new Swap.None(), false);
    }

    static Item applyWrites(Draft... drafts) {
        return of(Unit.Method.APPLY_WRITES, drafts);
    }

    boolean isBad() {
        return drafts.stream().anyMatch(draft -> draft.text().startsWith(Pds.BAD));
    }

    /** Whether it creates a record under a name of its own. */
    boolean isMarked() {
        return drafts.stream().anyMatch(this::isMark);
    }

    /** Whether nobody else makes this record: an own create, of a record that the item does not touch before. */
    boolean isMark(Draft draft) {
        return draft.isOwn()
                && drafts.stream().takeWhile(other -> !other.equals(draft))
                        .noneMatch(other -> other.rkey().equals(draft.rkey()));
    }

    boolean isFresh() {
        return drafts.stream().anyMatch(draft -> draft.origin() == Origin.FRESH);
    }

    /** Whether it has a name of its own, and nothing that others may stand in the way of. */
    boolean isPromised() {
        return !isBad() && !isRebased && swap instanceof Swap.None && drafts.stream().allMatch(Draft::isOwn);
    }

    boolean isCreatesOnly() {
        return !isRebased && drafts.stream().allMatch(draft -> draft.kind() == Draft.Kind.CREATE);
    }

    @Override
    public String toString() {
        return method + " " + drafts + (isRebased ? " rebased" : "") + " " + swap.getClass().getSimpleName();
    }
}
