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
package io.github.camelatproto.data;

import java.util.Arrays;

/**
 * Where the members of the maps that are being written lie in the DAG-CBOR, those of the innermost map last. Uses its
 * memory again.
 */
final class Members {

    private Member[] members = {};
    private int size;

    private static final class Member {

        private EncodedKey key;
        private int start;
        private int end;

        Member(EncodedKey key) {
            this.key = key;
        }
    }

    int size() {
        return size;
    }

    void add(EncodedKey key, int start, int end) {
        if (size == members.length) {
            members = Arrays.copyOf(members, size * 2 + 8);
        }
        Member member = members[size];
        if (member == null) {
            member = new Member(key);
            members[size] = member;
        }
        member.key = key;
        member.start = start;
        member.end = end;
        size++;
    }

    void truncate(int from) {
        size = from;
    }

    int start(int index) {
        return members[index].start;
    }

    int end(int index) {
        return members[index].end;
    }

    /** Whether those from there on are in order, and no two of them equal. */
    boolean isSorted(int first) {
        for (int i = first + 1; i < size; i++) {
            if (members[i - 1].key.compareTo(members[i].key) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Brings those from there on into order; whether no two of them are equal. */
    boolean sort(int first) {
        Arrays.sort(members, first, size, (one, other) -> one.key.compareTo(other.key));
        return isSorted(first);
    }
}
