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

import java.util.Iterator;

import io.github.camelatproto.component.exception.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** The items of a list, or of somebody's iterator. */
final class GivenItems implements ItemSource {

    private final Iterator<?> items;
    private boolean isOver;

    GivenItems(Iterator<?> items) {
        this.items = items;
    }

    @Override
    public @Nullable Object next() {
        Object item;
        try {
            isOver |= !items.hasNext();
            if (isOver) {
                return null;
            }
            item = items.next();
        } catch (RuntimeException e) {
            isOver = true;
            throw new InvalidInputException("The list could not be read any further: " + e, e);
        }
        return Bodies.notNull(item);
    }

    @Override
    public void close() {
        // it is not ours to close
    }
}
