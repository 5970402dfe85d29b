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

import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What came back.
 *
 * @param status  0 where there was not one call
 * @param headers those that are compared, in lower case
 * @param body    missing if nothing came; what is not JSON is told in JSON
 */
record Answer(int status, Map<String, String> headers, JsonNode body) {
    static final Answer NONE = new Answer(0, Map.of(), MissingNode.getInstance());

    private static final int LONGEST_TEXT = 600;
    /** Such as <code> (got "x")</code> or <code>, got 5</code>. */
    private static final Pattern QUOTE = Pattern.compile(" \\(got .*\\)(?= at \\$|$)|, got [^)]*(?=\\))");

    /** The name of the error, empty for a success. */
    String error() {
        return body.path("error").asText();
    }

    /** The message of the error, empty for a success. */
    String message() {
        return body.path("message").asText();
    }

    /** With a message that repeats nothing of what was sent. */
    Answer withoutQuotes() {
        if (message().isEmpty()) {
            return this;
        }
        ObjectNode unquoted = body.deepCopy();
        return new Answer(status, headers, unquoted.put("message", QUOTE.matcher(message()).replaceAll("")));
    }

    @Override
    public String toString() {
        String text = status + " " + headers + " " + body;
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
