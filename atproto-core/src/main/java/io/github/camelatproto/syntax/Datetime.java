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
package io.github.camelatproto.syntax;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

import org.jspecify.annotations.Nullable;

/**
 * A point in time as records hold it, such as {@code 2024-05-04T12:00:00.000Z}: what RFC 3339, ISO 8601 and WHATWG HTML
 * all allow, at most 64 characters. Seconds and a zone ({@code Z} or {@code +hh:mm}, never {@code -00:00}) are
 * required, any number of fraction digits is allowed; days that the calendar does not have, leap seconds and times
 * outside the years 0000 to 9999 in UTC are refused. The text is kept as it was written, so that a record keeps its
 * CID; two texts for one instant are not equal. Immutable and safe for use by any thread.
 *
 * @param value the text
 * @see         <a href="https://atproto.com/specs/lexicon#datetime">Lexicon, datetime</a>
 */
public record Datetime(String value) {

    private static final int MAX_LENGTH = 64;
    private static final String LOCAL = "0000-00-00T00:00:00";
    private static final String OFFSET = "00:00";
    private static final long MIN_SECOND = -62_167_219_200L; // 0000-01-01T00:00:00Z
    private static final long MAX_SECOND = 253_402_300_799L; // 9999-12-31T23:59:59Z
    private static final DateTimeFormatter MILLIS
            = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /**
     * Takes text that must be a datetime.
     *
     * @throws IllegalArgumentException if the text is no datetime, naming the reason and the index
     */
    public Datetime {
        Problem problem = problem(value);
        if (problem != null) {
            throw problem.in("datetime", value);
        }
    }

    /**
     * Takes a datetime and keeps it as it was written.
     *
     * @throws IllegalArgumentException if the text is no datetime, naming the reason and the index
     */
    public static Datetime parse(String text) {
        return new Datetime(text);
    }

    /**
     * Writes the instant in UTC with exactly three fraction digits, the form that the specification prefers; what is
     * below a millisecond is cut off.
     *
     * @throws IllegalArgumentException if the instant is outside the years 0000 to 9999
     */
    public static Datetime of(Instant instant) {
        if (instant.getEpochSecond() < MIN_SECOND || instant.getEpochSecond() > MAX_SECOND) {
            throw new IllegalArgumentException("Invalid datetime: " + instant + " is outside the years 0000 to 9999");
        }
        return new Datetime(MILLIS.format(instant));
    }

    /** Answers whether {@link #parse(String)} takes the text; {@code false} for {@code null}. */
    public static boolean isValid(@Nullable String text) {
        return text != null && problem(text) == null;
    }

    /** Gives the point in time; fraction digits beyond nanoseconds are cut off. */
    public Instant instant() {
        return Instant.ofEpochSecond(epochSecond(value), nanos(value));
    }

    private static @Nullable Problem problem(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Problem("more than 64 characters", MAX_LENGTH);
        }
        Problem problem = shapeProblem(text, 0, LOCAL);
        if (problem != null) {
            return problem;
        }
        int zone = zoneStart(text);
        if (text.charAt(zone - 1) == '.') {
            return new Problem("no digit after the point", zone);
        }
        problem = zoneProblem(text, zone);
        if (problem == null) {
            problem = rangeProblem(text);
        }
        return problem;
    }

    /** Compares with a pattern in which 0 stands for any digit. */
    private static @Nullable Problem shapeProblem(String text, int start, String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            int at = start + i;
            char expected = pattern.charAt(i);
            char found = at < text.length() ? text.charAt(at) : '\0';
            if (expected == '0' ? !Ascii.isDigit(found) : found != expected) {
                return new Problem(expected == '0' ? "no digit" : "no '" + expected + "'", at);
            }
        }
        return null;
    }

    private static int zoneStart(String text) {
        int zone = LOCAL.length();
        if (zone < text.length() && text.charAt(zone) == '.') {
            do {
                zone++;
            } while (zone < text.length() && Ascii.isDigit(text.charAt(zone)));
        }
        return zone;
    }

    private static @Nullable Problem zoneProblem(String text, int zone) {
        char sign = zone < text.length() ? text.charAt(zone) : '\0';
        if (sign != 'Z' && sign != '+' && sign != '-') {
            return new Problem("no time zone ('Z' or '+hh:mm')", zone);
        }
        int end = zone + 1;
        if (sign != 'Z') {
            Problem problem = shapeProblem(text, end, OFFSET);
            if (problem != null) {
                return problem;
            }
            if (text.startsWith("-00:00", zone)) {
                return new Problem("-00:00 (write Z)", zone);
            }
            end += OFFSET.length();
        }
        return end == text.length() ? null : new Problem("text after the time zone", end);
    }

    private static @Nullable Problem rangeProblem(String text) {
        int month = number(text, 5);
        if (month < 1 || month > 12) {
            return new Problem("month outside 01 to 12", 5);
        }
        int day = number(text, 8);
        if (day < 1 || (day > 28 && day > YearMonth.of(number(text, 0) * 100 + number(text, 2), month).lengthOfMonth())) {
            return new Problem("day that the month does not have", 8);
        }
        if (number(text, 11) > 23) {
            return new Problem("hour outside 00 to 23", 11);
        }
        if (number(text, 14) > 59) {
            return new Problem("minute outside 00 to 59", 14);
        }
        if (number(text, 17) > 59) {
            return new Problem("second outside 00 to 59", 17);
        }
        int zone = zoneStart(text);
        if (text.charAt(zone) == 'Z') {
            // four digits cannot be outside the years
            return null;
        }
        if (number(text, zone + 1) > 23 || number(text, zone + 4) > 59) {
            return new Problem("time zone outside 00:00 to 23:59", zone);
        }
        long second = epochSecond(text);
        return second < MIN_SECOND || second > MAX_SECOND
                ? new Problem("time outside the years 0000 to 9999 in UTC", 0) : null;
    }

    private static long epochSecond(String text) {
        LocalDateTime local = LocalDateTime.of(
                number(text, 0) * 100 + number(text, 2), number(text, 5), number(text, 8),
                number(text, 11), number(text, 14), number(text, 17));
        int zone = zoneStart(text);
        long offset = text.charAt(zone) == 'Z' ? 0 : number(text, zone + 1) * 3600L + number(text, zone + 4) * 60L;
        return local.toEpochSecond(ZoneOffset.UTC) - (text.charAt(zone) == '-' ? -offset : offset);
    }

    private static int nanos(String text) {
        int nanos = 0;
        int unit = 100_000_000;
        for (int i = LOCAL.length() + 1; i < zoneStart(text) && unit > 0; i++) {
            nanos += (text.charAt(i) - '0') * unit;
            unit /= 10;
        }
        return nanos;
    }

    /** Reads the two digits at the index. */
    private static int number(String text, int index) {
        return (text.charAt(index) - '0') * 10 + text.charAt(index + 1) - '0';
    }

    @Override
    public String toString() {
        return value;
    }
}
