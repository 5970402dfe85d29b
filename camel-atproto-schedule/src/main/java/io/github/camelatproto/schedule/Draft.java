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
package io.github.camelatproto.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be written, and when, as they have put it. Immutable.
 *
 * @param id      the entry's name for ever: up to 200 letters, digits, dots, hyphens, underscores and colons
 * @param account whose repo it is written to: a name among the component's accounts
 * @param timing  when
 * @param missed  what becomes of it where its time is missed
 * @param isHeld  whether a person has to release it first
 * @param content what
 * @param source  all of that as it was given, with the defaults
 */
public record Draft(
        String id, String account, Timing timing, Missed missed, boolean isHeld, Content content,
        Map<String, Object> source) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");
    private static final Set<String> KEYS = Set.of("id", "account", "at", "zone", "cron", "missed", "window", "hold");

    /** What is taken where a draft does not say it. */
    public record Defaults(String account, ZoneId zone, Missed missed) {
    }

    public Draft {
        source = Collections.unmodifiableMap(new LinkedHashMap<>(source));
    }

    /**
     * Takes what was read of a file, a form or a request.
     *
     * @param  given                 {@code id}, {@code account}, {@code at} or {@code cron}, {@code zone},
     *                               {@code missed} ({@code publish}, {@code skip} or {@code hold}), {@code window} (of
     *                               ISO 8601, such as {@code PT6H}), {@code hold}, and what {@link Content#of} takes
     * @throws InvalidEntryException saying what is wrong
     */
    public static Draft of(Map<String, ?> given, Defaults defaults) {
        Map<String, Object> source = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            if (value != null) {
                source.put(key, value);
            }
        });
        source.putIfAbsent("account", defaults.account);
        source.putIfAbsent("zone", defaults.zone.getId());
        source.putIfAbsent("missed", defaults.missed.policy().name().toLowerCase(Locale.ROOT));
        source.putIfAbsent("window", defaults.missed.window().toString());
        String id = text(source, "id", "");
        if (!ID.matcher(id).matches()) {
            throw new InvalidEntryException(
                    "id: " + Shown
                            .text(id) + " is none; it has up to 200 letters, digits, dots, hyphens, underscores and colons");
        }
        Map<String, Object> content = new LinkedHashMap<>(source);
        content.keySet().removeAll(KEYS);
        return new Draft(
                id, text(source, "account", ""), timing(source), missed(source), flag(source, "hold", false),
                Content.of(content),
                source);
    }

    private static Timing timing(Map<String, Object> source) {
        ZoneId zone = WallClock.zone(text(source, "zone", ""));
        String at = text(source, "at", null);
        return new Timing(at == null ? null : WallClock.moment(at, zone), text(source, "cron", null), zone);
    }

    private static Missed missed(Map<String, Object> source) {
        Missed.Policy policy = Missed.Policy.of(text(source, "missed", ""));
        String window = text(source, "window", "");
        try {
            return new Missed(policy, Duration.parse(window.strip()));
        } catch (DateTimeException e) {
            throw new InvalidEntryException(
                    "window: " + Shown.text(window) + " is no duration; six hours are PT6H, two days P2D", e);
        }
    }

    /** Whether the wall clock shows its time twice, of which the first is taken. */
    public boolean isTwiceOnTheClock() {
        return source.get("at") instanceof String at && WallClock.isTwice(at, timing.zone());
    }

    static String text(Map<String, ?> source, String key, @Nullable String otherwise) {
        Object value = source.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new InvalidEntryException(key + ": it is to be text");
    }

    static boolean flag(Map<String, ?> source, String key, boolean otherwise) {
        String value = text(source, key, String.valueOf(otherwise)).strip().toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw new InvalidEntryException(key + ": " + Shown.text(value) + "; it is true or false");
        }
        return value.equals("true");
    }

    /** A list, or text with commas. */
    static List<String> names(Map<String, ?> source, String key) {
        List<String> names = new ArrayList<>();
        Object value = source.get(key);
        if (value instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name).strip()));
        } else if (value != null) {
            for (String name : text(source, key, "").split(",", -1)) {
                names.add(name.strip());
            }
        }
        names.removeIf(String::isEmpty);
        return names;
    }

    static void checkKeys(Map<String, ?> source, Set<String> known, String what) {
        for (String key : source.keySet()) {
            if (!known.contains(key)) {
                Set<String> all = new TreeSet<>(known);
                all.addAll(KEYS);
                throw new InvalidEntryException(
                        "There is no " + Shown.text(key) + " in " + what + "; there is " + String.join(", ", all));
            }
        }
    }
}
