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
package io.github.camelatproto.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.data.RecordEncoder;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import org.jspecify.annotations.Nullable;

/**
 * Entries that follow one another, as they are sent together: one commit, if the PDS takes them all. Not thread-safe.
 */
final class Part {

    /** What one commit holds. */
    private static final int MOST_ENTRIES = 200;

    private final List<Item> items = new ArrayList<>();
    private final long first;
    private int bytes;

    /**
     * @param first which entry of the file, from 0, its first is
     */
    Part(long first) {
        this.first = first;
    }

    /**
     * An entry of it.
     *
     * @param write  null where it is no record
     * @param reason why it is none, null where it is one
     */
    record Item(Entry entry, @Nullable Write write, @Nullable String reason) {

        static Item of(Entry entry, EntryNames names, Nsid collection, RecordEncoder encoder) {
            try {
                Content content = entry.content();
                Map<String, @Nullable Object> fields = content.fields();
                return new Item(
                        entry, new Write.Create(collection, names.of(entry, content), names.unnamed(fields), encoder), null);
            } catch (EntryException e) {
                return new Item(entry, null, e.getMessage());
            } catch (DataModelException e) {
                return new Item(entry, null, String.valueOf(e.getMessage()).replace("$.record", "$"));
            }
        }
    }

    void add(Item item) {
        items.add(item);
        bytes += item.entry().text().length;
    }

    boolean isFull() {
        return items.size() == MOST_ENTRIES || bytes >= Entries.MAX_BYTES;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    List<Item> items() {
        return items;
    }

    /** Those that can be sent. */
    List<Write> writes() {
        List<Write> writes = new ArrayList<>(items.size());
        items.forEach(item -> {
            if (item.write() != null) {
                writes.add(item.write());
            }
        });
        return writes;
    }

    long first() {
        return first;
    }

    /** Which entry of the file, from 0, comes after it. */
    long end() {
        return first + items.size();
    }
}
