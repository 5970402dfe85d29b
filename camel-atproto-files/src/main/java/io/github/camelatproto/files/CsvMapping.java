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
import java.util.Arrays;
import java.util.List;

/**
 * Which columns of a CSV file become which fields, as in {@code Title -> text, Posted -> createdAt:datetime}.
 * Immutable.
 *
 * @param rules empty where each column becomes a field of its name
 */
record CsvMapping(List<Rule> rules) {

    /** Each column becomes a text of its name. */
    static final CsvMapping NONE = new CsvMapping(List.of());

    CsvMapping {
        rules = List.copyOf(rules);
    }

    /**
     * What one column becomes.
     *
     * @param path of the field, from the outermost
     */
    record Rule(String column, List<String> path, CellType type) {

        Rule {
            path = List.copyOf(path);
        }

        static Rule of(String text) {
            int arrow = text.lastIndexOf("->");
            String column = arrow < 0 ? "" : text.substring(0, arrow).strip();
            String field = text.substring(arrow < 0 ? 0 : arrow + 2).strip();
            int colon = field.lastIndexOf(':');
            String path = colon < 0 ? field : field.substring(0, colon).strip();
            if (column.isEmpty() || path.isEmpty()) {
                throw new IllegalArgumentException(
                        "'" + text + "' in the mapping must be like: Column -> field, or Column -> field:type");
            }
            return new Rule(
                    column, Arrays.asList(path.split("\\.", -1)),
                    colon < 0 ? CellType.STRING : CellType.of(field.substring(colon + 1).strip()));
        }
    }

    /**
     * Reads one.
     *
     * @param  text                     rules, one a line, or with commas between them; lines that begin with # are
     *                                  passed over
     * @throws IllegalArgumentException if a rule is none
     */
    static CsvMapping of(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String part : text.strip().split(text.strip().contains("\n") ? "\n" : ",", -1)) {
            String rule = part.strip();
            if (!rule.isEmpty() && !rule.startsWith("#")) {
                rules.add(Rule.of(rule));
            }
        }
        return new CsvMapping(rules);
    }

    /**
     * The same for a file with these columns.
     *
     * @throws FileImportException if it has not those of the rules
     */
    CsvFields on(List<String> columns) {
        for (Rule rule : rules) {
            CsvFields.index(columns, rule.column());
        }
        return new CsvFields(columns, rules.isEmpty() ? columns.stream().map(CsvMapping::asItIs).toList() : rules);
    }

    private static Rule asItIs(String column) {
        return new Rule(column, List.of(column), CellType.STRING);
    }
}
