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
package io.github.camelatproto.repo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/** Goes through two trees at once, and past what both have. For one thread. */
final class MstDiff {

    private final Walk older;
    private final Walk newer;
    private final List<RecordChange> changes = new ArrayList<>();

    MstDiff(MstNode older, MstNode newer) {
        this.older = new Walk(older);
        this.newer = new Walk(newer);
    }

    /** In the order of keys. */
    List<RecordChange> changes() {
        while (older.isInside() || newer.isInside()) {
            MstNode before = older.subtree();
            MstNode after = newer.subtree();
            if (before != null && after != null && before.layer() == after.layer()) {
                boolean isSame = before == after || before.cid().equals(after.cid());
                older.past(isSame);
                newer.past(isSame);
            } else if (before != null && (after == null || before.layer() > after.layer())) {
                older.past(false);
            } else if (after != null) {
                newer.past(false);
            } else {
                entry();
            }
        }
        return changes;
    }

    /** Both stand before an entry, or behind their last. */
    private void entry() {
        String before = older.key();
        String after = newer.key();
        int order = before == null ? 1 : after == null ? -1 : before.compareTo(after);
        Cid old = order <= 0 ? older.next() : null;
        Cid now = order >= 0 ? newer.next() : null;
        if (old == null || !old.equals(now)) {
            String key = order <= 0 ? before : after;
            changes.add(new RecordChange(String.valueOf(key), old, now));
        }
    }

    /** A walk through a tree, that stands before a subtree or before an entry. */
    private static final class Walk {

        private final Deque<Place> open = new ArrayDeque<>();

        Walk(MstNode root) {
            open.push(new Place(root));
            settle();
        }

        boolean isInside() {
            return !open.isEmpty();
        }

        /** The subtree before which it stands, if it is one. */
        @Nullable
        MstNode subtree() {
            return open.isEmpty() || !open.getFirst().isBeforeSubtree() ? null : open.getFirst().subtree();
        }

        /** The key of the entry before which it stands. */
        @Nullable
        String key() {
            return open.isEmpty() ? null : open.getFirst().key();
        }

        Cid next() {
            Place place = open.getFirst();
            Cid value = place.value();
            place.step();
            settle();
            return value;
        }

        /** Goes past a subtree, or into it. */
        void past(boolean isSkipped) {
            Place place = open.getFirst();
            MstNode subtree = place.subtree();
            place.step();
            if (!isSkipped && subtree != null) {
                open.push(new Place(subtree));
            }
            settle();
        }

        /** Leaves what is at its end, and goes by subtrees that are not there. */
        private void settle() {
            while (!open.isEmpty()) {
                Place place = open.getFirst();
                if (place.isAtEnd()) {
                    open.pop();
                } else if (place.isBeforeSubtree() && place.subtree() == null) {
                    place.step();
                } else {
                    return;
                }
            }
        }
    }

    /** A place in a node: before subtree 0, entry 0, subtree 1, and so on. */
    private static final class Place {

        private final MstNode node;
        private int steps;

        Place(MstNode node) {
            this.node = node;
        }

        boolean isAtEnd() {
            return steps > 2 * node.size();
        }

        boolean isBeforeSubtree() {
            return steps % 2 == 0;
        }

        @Nullable
        MstNode subtree() {
            return node.subtree(steps / 2);
        }

        String key() {
            return node.key(steps / 2);
        }

        Cid value() {
            return node.value(steps / 2);
        }

        void step() {
            steps++;
        }
    }
}
