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

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.syntax.Datetime;

/** What the text in a cell of CSV stands for. */
enum CellType {
    /** Itself. */
    STRING {
        @Override
        Object value(String cell) {
            return cell;
        }
    },
    INTEGER {
        @Override
        Object value(String cell) {
            return Long.valueOf(cell.strip());
        }
    },
    /** {@code true} or {@code false}, {@code yes} or {@code no}, {@code 1} or {@code 0}. */
    BOOLEAN {
        @Override
        Object value(String cell) {
            return switch (cell.strip().toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1" -> true;
                case "false", "no", "0" -> false;
                default -> throw new IllegalArgumentException("neither");
            };
        }
    },
    /** A point in time as the protocol has it, or a day, which begins in UTC. */
    DATETIME {
        @Override
        Object value(String cell) {
            String text = cell.strip();
            return Datetime.isValid(text) ? text : day(text) + "T00:00:00.000Z";
        }
    },
    /** Anything, a list say. */
    JSON {
        @Override
        Object value(String cell) {
            return Objects.requireNonNull(AtJson.parse(cell));
        }
    };

    /**
     * What the cell stands for.
     *
     * @throws IllegalArgumentException if it stands for nothing of this type
     */
    abstract Object value(String cell);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static CellType of(String name) {
        return Arrays.stream(values()).filter(type -> type.word().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The mapping has the type '" + name + "'; there are: string, integer, boolean, datetime, json"));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("neither a point in time nor a day", e);
        }
    }
}
