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

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/** What a trial sends, and when: all of it from a seed. */
final class Plan {

    static final String THING = "com.example.thing";
    /** Records that everybody writes to. */
    static final int SHARED = 6;
    /** Records that one message each deletes. */
    static final int DOOMED = 24;
    static final int MESSAGES = 50;

    private static final Duration SPAN = Duration.ofMillis(900);
    private static final String OPERATION = "com.atproto.repo.applyWrites#";

    private final Random random;
    private final List<Message> messages = new ArrayList<>();
    private final List<Duration> othersAt;
    private int doomed;
    private int values;

    Plan(long seed) {
        random = new Random(seed);
        List<Duration> bursts = Stream.generate(() -> within(SPAN)).limit(6 + random.nextInt(5)).sorted().toList();
        List<Duration> times
                = Stream.generate(() -> bursts.get(random.nextInt(bursts.size()))).limit(MESSAGES).sorted().toList();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(message(i, times.get(i)));
        }
        othersAt = Stream.generate(() -> within(SPAN.multipliedBy(2))).limit(3 + random.nextInt(8)).toList();
    }

    /** Comes before anything goes wrong. */
    Message first() {
        Map<String, Object> value = Map.of("text", "the first");
        Wanted unit = new Wanted(List.of(Intent.create(false, "first", value)), true, false);
        return new Message(
                -1, Step.FIRST, Duration.ZERO, value, Map.of(AtprotoConstants.RKEY, "first"), List.of(unit), false, null);
    }

    /** In the order of their sending. */
    List<Message> messages() {
        return messages;
    }

    /** When the other writer does something. */
    List<Duration> othersAt() {
        return othersAt;
    }

    static Stream<String> everybodys() {
        return Stream.concat(
                IntStream.range(0, SHARED).mapToObj(i -> "s" + i), IntStream.range(0, DOOMED).mapToObj(i -> "d" + i));
    }

    private Message message(int number, Duration at) {
        Step step = step();
        boolean isNamed = chance(60);
        Map<String, Object> headers = new LinkedHashMap<>();
        String key = "message-" + number;
        if (isNamed) {
            headers.put(AtprotoConstants.IDEMPOTENCY_KEY, key);
        }
        List<Wanted> units = new ArrayList<>();
        @Nullable
        Object body = switch (step) {
            case CREATE -> create(number, headers, isNamed ? key : null, units);
            case FIRST, PUT -> put(headers, units);
            case DELETE -> delete(headers, units);
            default -> list(number, step == Step.LIST, isNamed ? key : null, units);
        };
        boolean isAgain = chance(10);
        boolean isNamedThroughout = units.stream().allMatch(Wanted::isNamed);
        Duration again = isAgain && isNamedThroughout ? at.plus(within(SPAN)) : null;
        return new Message(
                number, step, at, body != null && chance(30) ? AtJson.write(body) : body, headers, units,
                (isAgain && again == null) || chance(10),
                again);
    }

    private Step step() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> Step.CREATE;
            case 6, 7, 8, 9, 10 -> Step.APPLY;
            case 11, 12, 13, 14 -> Step.LIST;
            case 15, 16, 17 -> Step.PUT;
            default -> doomed < DOOMED ? Step.DELETE : Step.PUT;
        };
    }

    private Object create(int number, Map<String, Object> headers, @Nullable String key, List<Wanted> units) {
        Map<String, Object> value = value();
        Intent intent;
        if (chance(20)) {
            headers.remove(AtprotoConstants.IDEMPOTENCY_KEY);
            String rkey = chance(15) ? shared() : "given-" + number;
            headers.put(AtprotoConstants.RKEY, rkey);
            intent = Intent.create(false, rkey, value);
        } else {
            intent = ownCreate(key, value);
        }
        units.add(new Wanted(List.of(intent), key != null || !intent.isOwn(), isBad(value)));
        return value;
    }

    private Object put(Map<String, Object> headers, List<Wanted> units) {
        headers.remove(AtprotoConstants.IDEMPOTENCY_KEY);
        String rkey = shared();
        headers.put(AtprotoConstants.RKEY, rkey);
        Map<String, Object> value = value();
        units.add(
                new Wanted(
                        List.of(Intent.update(rkey, value)), true, isBad(value)));
        return value;
    }

    private @Nullable Object delete(Map<String, Object> headers, List<Wanted> units) {
        headers.remove(AtprotoConstants.IDEMPOTENCY_KEY);
        String rkey = "d" + doomed++;
        headers.put(AtprotoConstants.RKEY, rkey);
        units.add(new Wanted(List.of(Intent.delete(rkey)), true, false));
        return null;
    }

    private Object list(int number, boolean isEachItsOwn, @Nullable String key, List<Wanted> units) {
        List<Intent> writes = new ArrayList<>();
        List<Object> items = new ArrayList<>();
        int size = 1 + random.nextInt(isEachItsOwn ? 8 : 4);
        for (int i = 0; i < size; i++) {
            String path = "given-" + number + "-" + i;
            items.addAll(item(path, key == null ? null : key + "#" + writes.size(), writes));
        }
        if (isEachItsOwn) {
            writes.forEach(write -> units.add(wanted(List.of(write), key)));
        } else {
            units.add(wanted(List.copyOf(writes), key));
        }
        return items;
    }

    private static Wanted wanted(List<Intent> writes, @Nullable String key) {
        boolean isNamed = key != null || writes.stream().noneMatch(Intent::isOwn);
        return new Wanted(
                writes, isNamed, writes.stream().anyMatch(write -> write.record() != null && isBad(write.record())));
    }

    /** One item, or the two that an edit takes. */
    private List<Object> item(String given, @Nullable String key, List<Intent> writes) {
        int before = writes.size();
        List<Object> items = new ArrayList<>();
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5, 6 -> {
                Map<String, Object> value = value();
                writes.add(ownCreate(key, value));
                items.add(value);
            }
            case 7, 8, 9 -> writes.add(Intent.create(false, given, value()));
            case 10, 11, 12, 13 -> addUnlessTaken(Intent.update(shared(), value()), writes);
            default -> {
                if (doomed < DOOMED) {
                    writes.add(Intent.delete("d" + doomed++));
                } else {
                    writes.add(Intent.create(false, given, value()));
                }
            }
        }
        if (items.isEmpty()) {
            writes.subList(before, writes.size()).forEach(write -> items.add(operation(write)));
        }
        return items;
    }

    private static void addUnlessTaken(Intent update, List<Intent> writes) {
        if (writes.stream().noneMatch(write -> String.valueOf(update.path()).equals(write.path()))) {
            writes.add(update);
        }
    }

    private static Map<String, Object> operation(Intent write) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("$type", OPERATION + write.kind().name().toLowerCase(Locale.ROOT));
        operation.put("collection", write.collection());
        operation.put("rkey", write.rkey());
        if (write.record() != null) {
            operation.put("value", write.record());
        }
        return operation;
    }

    private static Intent ownCreate(@Nullable String key, Map<String, Object> value) {
        return Intent.create(true, key == null ? null : Tid.ofKey(key).value(), value);
    }

    private String shared() {
        return "s" + random.nextInt(SHARED);
    }

    /** Never the same twice, so that each value says who wrote it. */
    private Map<String, Object> value() {
        String text = "value " + values++;
        return chance(1) ? withUnknownBlob(text, values) : Map.of("text", text);
    }

    /** A PDS refuses a record whose blob it has not got. */
    static Map<String, Object> withUnknownBlob(String text, int number) {
        String cid = Cid.ofRaw(new byte[] { (byte) number, (byte) (number >> 8) }).toString();
        return Map.of(
                "text", text, "image",
                Map.of("$type", "blob", "ref", Map.of("$link", cid), "mimeType", "image/png", "size", 1));
    }

    private static boolean isBad(Map<String, Object> value) {
        return value.containsKey("image");
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private Duration within(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis()));
    }
}
