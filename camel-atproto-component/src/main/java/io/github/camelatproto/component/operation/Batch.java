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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.PayloadTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The writes that an aggregator has gathered so far, or those that one message brings. As a body it is made of
 * {@code java.util} and text alone, so that every aggregation repository can keep it, and {@code applyWrites} takes it.
 *
 * @param repo   the repo that input objects of the lexicon named, null where there was none
 * @param writes operations of the lexicon, each as JSON text with its record key
 */
public record Batch(@Nullable String repo, List<String> writes) {

    public Batch {
        writes = List.copyOf(writes);
    }

    /** Reads what {@link #body()} gave. */
    public static Batch of(Object body) {
        Object list = body instanceof Map<?, ?> input ? input.get("writes") : body;
        if (!(list instanceof List<?> writes)) {
            throw new IllegalStateException("The aggregated body is not of this strategy: " + body.getClass().getName());
        }
        String repo = body instanceof Map<?, ?> input ? (String) input.get("repo") : null;
        return new Batch(repo, writes.stream().map(String.class::cast).toList());
    }

    /** A list of text; where there is a repo, an input object with it, so that applyWrites checks it. */
    public Object body() {
        List<String> list = new ArrayList<>(writes);
        if (repo == null) {
            return list;
        }
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("repo", repo);
        input.put("writes", list);
        return input;
    }

    /**
     * Checks the writes of one message, which no other message can help to be a batch.
     *
     * @throws PayloadTooLargeException if they pass a limit; a single write never does
     * @throws InvalidInputException    if two of them are on one record
     */
    public Batch checked(int maxWrites, int maxBytes) {
        if (writes.size() > 1 && (writes.size() > maxWrites || bytes() > maxBytes)) {
            throw new PayloadTooLargeException(
                    "The message holds " + writes.size() + " writes of " + bytes() + " bytes, and a batch holds " + maxWrites
                                               + " of " + maxBytes + "; split it before the aggregator");
        }
        Set<String> paths = new HashSet<>();
        for (String write : writes) {
            String path = BatchItem.path(write);
            if (!paths.add(path)) {
                throw new InvalidInputException(
                        "The message writes " + path + " twice, and a batch has one write on a record; send what belongs"
                                                + " together to atproto:applyWrites without an aggregator");
            }
        }
        return this;
    }

    /** Whether the next message's writes may join these: same repo, within the limits, and no record twice. */
    public boolean takes(Batch next, int maxWrites, int maxBytes) {
        if (!Objects.equals(repo, next.repo)
                || writes.size() + next.writes.size() > maxWrites
                || bytes() + next.bytes() > maxBytes) {
            return false;
        }
        Set<String> paths = new HashSet<>();
        writes.forEach(write -> paths.add(BatchItem.path(write)));
        return next.writes.stream().noneMatch(write -> paths.contains(BatchItem.path(write)));
    }

    public Batch with(Batch next) {
        List<String> all = new ArrayList<>(writes);
        all.addAll(next.writes);
        return new Batch(repo, all);
    }

    private int bytes() {
        return writes.stream().mapToInt(write -> write.getBytes(StandardCharsets.UTF_8).length).sum();
    }
}
