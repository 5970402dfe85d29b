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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Makes the fields of a record of the cells of a row; an empty cell is no field. Immutable. */
final class CsvFields {

    private static final int MOST_SHOWN = 20;

    private final List<String> columns;
    private final List<CsvMapping.Rule> rules;
    private final List<Integer> indexes;

    /**
     * @param columns of the file
     * @param rules   for columns that it has
     */
    CsvFields(List<String> columns, List<CsvMapping.Rule> rules) {
        this.columns = List.copyOf(columns);
        this.rules = List.copyOf(rules);
        this.indexes = rules.stream().map(rule -> index(columns, rule.column())).toList();
    }

    /**
     * The place of a column, from 0.
     *
     * @throws FileImportException if there is none of that name, or more than one
     */
    static int index(List<String> columns, String name) {
        int index = columns.indexOf(name);
        if (index < 0 || columns.lastIndexOf(name) != index) {
            throw new FileImportException(
                    (index < 0 ? "its header has no column '" : "its header has twice the column '") + name + "'; it has: "
                                          + columns.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                                          + ". Correct the mapping, the separator or the file");
        }
        return index;
    }

    /** The cell in the column of that name. */
    @Nullable
    String cell(List<String> cells, String column) {
        return cells.get(index(columns, column));
    }

    /**
     * The record.
     *
     * @param  cells          as many as there are columns
     * @throws EntryException if one is not of its type
     */
    Map<String, @Nullable Object> fields(List<String> cells) throws EntryException {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            CsvMapping.Rule rule = rules.get(i);
            String cell = cells.get(indexes.get(i));
            if (!cell.isEmpty()) {
                List<String> path = rule.path();
                inside(record, rule).put(path.get(path.size() - 1), value(rule, cell));
            }
        }
        return record;
    }

    private static Object value(CsvMapping.Rule rule, String cell) throws EntryException {
        try {
            return rule.type().value(cell);
        } catch (IllegalArgumentException e) {
            throw new EntryException("its column '" + rule.column() + "' is no " + rule.type().word());
        }
    }

    /** The object that the field lies in. */
    @SuppressWarnings("unchecked") // made here
    private static Map<String, @Nullable Object> inside(Map<String, @Nullable Object> record, CsvMapping.Rule rule)
            throws EntryException {
        Map<String, @Nullable Object> object = record;
        for (String step : rule.path().subList(0, rule.path().size() - 1)) {
            Object inner = object.computeIfAbsent(step, absent -> new LinkedHashMap<String, @Nullable Object>());
            if (!(inner instanceof Map<?, ?> map)) {
                throw new EntryException("its column '" + rule.column() + "' belongs into a field that has a value");
            }
            object = (Map<String, @Nullable Object>) map;
        }
        return object;
    }
}
