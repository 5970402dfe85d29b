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
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** What streams do, without making anything: for the path that every write takes, mostly in groups of one. */
final class Lists {

    private Lists() {
    }

    static <T> boolean any(List<T> list, Predicate<? super T> which) {
        for (T item : list) {
            if (which.test(item)) {
                return true;
            }
        }
        return false;
    }

    static <T> int sum(List<T> list, ToIntFunction<? super T> number) {
        int sum = 0;
        for (T item : list) {
            sum += number.applyAsInt(item);
        }
        return sum;
    }

    /** Those that the predicate is true of: the list itself where that is all of them. */
    static <T> List<T> where(List<T> list, Predicate<? super T> which) {
        int first = 0;
        while (first < list.size() && which.test(list.get(first))) {
            first++;
        }
        if (first == list.size()) {
            return list;
        }
        List<T> some = new ArrayList<>(list.subList(0, first));
        for (T item : list.subList(first + 1, list.size())) {
            if (which.test(item)) {
                some.add(item);
            }
        }
        return some;
    }
}
