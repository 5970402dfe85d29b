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
package io.github.camelatproto.component.sync;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.commit.NamedWrite.Origin;
import io.github.camelatproto.component.commit.OnExisting;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;

/**
 * What makes a collection as it is wanted, from what is there. Immutable.
 *
 * @param creates   in the order of the input
 * @param updates   in the order of the input
 * @param deletes   in the order of keys
 * @param unasked   how many of the deletes the message does not name
 * @param unchanged how many records are there as they are wanted
 */
public record SyncPlan(List<NamedWrite> creates, List<NamedWrite> updates, List<NamedWrite> deletes, int unasked,
        int unchanged) {

    public SyncPlan {
        creates = List.copyOf(creates);
        updates = List.copyOf(updates);
        deletes = List.copyOf(deletes);
    }

    static SyncPlan of(WantedRecords wanted, CollectionState present) {
        List<NamedWrite> creates = new ArrayList<>();
        List<NamedWrite> updates = new ArrayList<>();
        List<NamedWrite> deletes = new ArrayList<>();
        Map<String, Cid> missing = new LinkedHashMap<>(present.records());
        int unchanged = 0;
        for (Write.Create record : wanted.records()) {
            String rkey = String.valueOf(record.rkey());
            Cid there = missing.remove(rkey);
            if (there == null) {
                creates.add(named(record));
            } else if (there.equals(record.cid())) {
                unchanged++;
            } else {
                updates.add(named(Write.update(wanted.collection().value(), rkey, record.record())));
            }
        }
        missing.keySet().removeAll(wanted.refused().keySet());
        int asked = 0;
        for (String rkey : missing.keySet()) {
            boolean isAsked = wanted.absent().contains(rkey);
            asked += isAsked ? 1 : 0;
            if (isAsked || (wanted.missing().isDeleted() && wanted.missing().window().contains(rkey))) {
                deletes.add(named(Write.delete(wanted.collection().value(), rkey)));
            }
        }
        return new SyncPlan(creates, updates, deletes, deletes.size() - asked, unchanged);
    }

    private static NamedWrite named(Write write) {
        return new NamedWrite(write, Origin.GIVEN, OnExisting.FAIL);
    }

    boolean isEmpty() {
        return creates.isEmpty() && updates.isEmpty() && deletes.isEmpty();
    }

    /** As many of the writes, in their order, as one commit takes; at least one where there is any. */
    List<NamedWrite> next(CommitLimits limits) {
        List<NamedWrite> next = new ArrayList<>();
        long request = 0;
        long blocks = 0;
        for (List<NamedWrite> writes : List.of(creates, updates, deletes)) {
            for (NamedWrite write : writes) {
                request += write.requestBytes();
                blocks += write.blockBytes();
                boolean fits = next.size() < limits.maxWrites() && request <= limits.maxRequestBytes()
                        && blocks <= limits.maxBlockBytes();
                if (!fits && !next.isEmpty()) {
                    return next;
                }
                next.add(write);
            }
        }
        return next;
    }

    /**
     * What one commit takes.
     *
     * @param maxRequestBytes of the JSON of a request
     * @param maxBlockBytes   of the blocks that come of it
     */
    public record CommitLimits(int maxWrites, int maxRequestBytes, int maxBlockBytes) {

        /** For a PDS that has not taken these. */
        CommitLimits lessThan(List<NamedWrite> writes) {
            int bytes = writes.stream().mapToInt(NamedWrite::requestBytes).sum();
            return new CommitLimits(maxWrites, bytes / 2, maxBlockBytes);
        }
    }

    /**
     * Refuses to delete more than was meant.
     *
     * @throws InvalidInputException with how many it would be
     */
    SyncPlan checked(WantedRecords wanted, CollectionState present) {
        WantedRecords.Missing missing = wanted.missing();
        if (unasked == 0) {
            return this;
        }
        long there = present.records().keySet().stream().filter(missing.window()::contains).count();
        if (wanted.isEmpty() || unasked > missing.maxRatio() * there) {
            throw new InvalidInputException(
                    "syncRecords would delete " + unasked + " of the " + there + " records in " + wanted.collection()
                                            + (missing.window().equals(KeyRange.ALL)
                                                    ? "" : " from " + missing.window())
                                            + (wanted.isEmpty()
                                                    ? ", because the input is empty"
                                                    : ", more than maxDeleteRatio=" + missing.maxRatio() + " allows")
                                            + "; nothing was written. If that is meant, "
                                            + (wanted.isEmpty()
                                                    ? "delete them with applyWrites" : "raise maxDeleteRatio"));
        }
        return this;
    }

    /** The keys of some writes. */
    public static List<String> keys(List<NamedWrite> writes) {
        return writes.stream().map(write -> write.rkey().value()).toList();
    }
}
