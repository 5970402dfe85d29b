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
package io.github.camelatproto.pds.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/** Two answers to the same call, with names in them for what every PDS calls its own way. */
record Comparison(Answer reference, Answer embedded) {
    private static final String STATUS = "status";
    private static final String HEADERS = "headers";
    private static final String ERROR = "/error";
    private static final String MESSAGE = "/message";

    /**
     * Where they differ: "status", "headers", or the JSON pointers to values of the body, to the nearest object if it
     * has other fields or has them in another order.
     */
    List<String> differences() {
        List<String> places = new ArrayList<>();
        if (reference.status() != embedded.status()) {
            places.add(STATUS);
        }
        if (!reference.headers().equals(embedded.headers())) {
            places.add(HEADERS);
        }
        compare("", reference.withoutQuotes().body(), embedded.withoutQuotes().body(), places);
        return places;
    }

    boolean sameStatusAndError() {
        return differences().stream().noneMatch(Set.of(STATUS, ERROR)::contains);
    }

    /** Whether the messages are the same to the letter. */
    boolean sameMessage() {
        return reference.message().equals(embedded.message());
    }

    /** Whether the messages say the same, be it without repeating what was sent. */
    boolean sameSense() {
        return !differences().contains(MESSAGE);
    }

    private static void compare(String place, JsonNode reference, JsonNode embedded, List<String> places) {
        if (reference.isObject() && embedded.isObject() && fields(reference).equals(fields(embedded))) {
            fields(reference).forEach(
                    name -> compare(place + "/" + name, reference.get(name), embedded.get(name), places));
        } else if (reference.isArray() && embedded.isArray() && reference.size() == embedded.size()) {
            for (int i = 0; i < reference.size(); i++) {
                compare(place + "/" + i, reference.get(i), embedded.get(i), places);
            }
        } else if (!reference.toString().equals(embedded.toString())) {
            places.add(place);
        }
    }

    private static List<String> fields(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
