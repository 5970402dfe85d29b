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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.ListIterator;

import io.github.camelatproto.component.exception.AtprotoException;
import org.jspecify.annotations.Nullable;

/** The items of a list with their places, one by one; what is put back comes again. Not thread-safe. */
final class Items implements AutoCloseable {

    private final ItemSource source;
    private final boolean isList;
    private final boolean canBeReadAgain;
    private final Deque<RawItem> back = new ArrayDeque<>();
    private int place;

    /**
     * @param isList         whether it is a list even with one item
     * @param canBeReadAgain whether the body that it comes from gives the same for a redelivery
     */
    Items(ItemSource source, boolean isList, boolean canBeReadAgain) {
        this.source = source;
        this.isList = isList;
        this.canBeReadAgain = canBeReadAgain;
    }

    boolean isList() {
        return isList;
    }

    boolean canBeReadAgain() {
        return canBeReadAgain;
    }

    /** The next item, also one that could not be read; null at the end. */
    @Nullable
    RawItem next() {
        if (!back.isEmpty()) {
            return back.removeFirst();
        }
        try {
            Object content = source.next();
            return content == null ? null : new RawItem(place++, content, null);
        } catch (AtprotoException e) {
            return new RawItem(place++, null, e);
        }
    }

    boolean isEmpty() {
        RawItem next = next();
        if (next != null) {
            back.addFirst(next);
        }
        return next == null;
    }

    /** Gives these, in this order, before all others. */
    void putBack(List<RawItem> items) {
        ListIterator<RawItem> backwards = items.listIterator(items.size());
        while (backwards.hasPrevious()) {
            back.addFirst(backwards.previous());
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
