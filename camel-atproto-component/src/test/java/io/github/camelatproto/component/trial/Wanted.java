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
package io.github.camelatproto.component.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.camelatproto.data.Cid;

/**
 * Writes that are to land together or not at all.
 *
 * @param isNamed whether what it creates has names that come with its message
 * @param isBad   whether the PDS refuses it
 * @param values  those that it brings
 */
record Wanted(List<Intent> writes, boolean isNamed, boolean isBad, Set<Cid> values) {

    Wanted(List<Intent> writes, boolean isNamed, boolean isBad) {
        this(writes, isNamed, isBad, net(writes).values().stream().flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    /** Whether it creates records under rkeys of its own, which say for ever whether it has landed. */
    boolean isOwn() {
        return writes.stream().allMatch(Intent::isOwn);
    }

    boolean hasOwn() {
        return writes.stream().anyMatch(Intent::isOwn);
    }

    boolean isDelete() {
        return writes.stream().allMatch(write -> write.kind() == Intent.Kind.DELETE);
    }

    /** Whether it changes nothing but records that are there, so that it may land again after others. */
    boolean mayBeLaidOver() {
        return writes.stream().noneMatch(write -> write.kind() == Intent.Kind.CREATE);
    }

    int points() {
        return writes.stream().mapToInt(write -> write.kind().points()).sum();
    }

    /** The records with given rkeys that it writes. */
    Set<String> paths() {
        return writes.stream().map(Intent::path).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** What it leaves where: path, or a name of its own where that is not known, to value. */
    Map<String, Optional<Cid>> net() {
        return net(writes);
    }

    private static Map<String, Optional<Cid>> net(List<Intent> writes) {
        Map<String, Optional<Cid>> net = new LinkedHashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            Intent write = writes.get(i);
            net.put(Objects.requireNonNullElse(write.path(), "#" + i), Optional.ofNullable(write.after()));
        }
        return net;
    }

    /** Whether a change of the repo is of this unit; a delete alone is known by its place. */
    boolean isIn(Commit commit) {
        return isDelete()
                ? !commit.isTheirs() && paths().stream().allMatch(path -> commit.deletes(path))
                : commit.changes().values().stream().anyMatch(value -> value.isPresent() && values.contains(value.get()));
    }

    /** Whether all that it wants is in the commit that has a part of it. */
    boolean isWholeIn(Commit commit) {
        return net().entrySet().stream().allMatch(wanted -> wanted.getKey().startsWith("#")
                ? commit.changes().containsValue(wanted.getValue())
                : wanted.getValue().equals(commit.changes().get(wanted.getKey())));
    }

    @Override
    public String toString() {
        return (isNamed ? "named " : "") + (isBad ? "bad " : "") + writes;
    }
}
