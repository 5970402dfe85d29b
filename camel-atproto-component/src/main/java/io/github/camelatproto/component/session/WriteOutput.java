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
package io.github.camelatproto.component.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * What a write is answered with, in the order of the writes: of {@code applyWrites} its results, of the other methods
 * the one that the whole output is. URIs are known before, and left out. What is not as the lexicons have it is taken
 * for absent, because the write has landed.
 */
final class WriteOutput {

    private static final String UPDATED = "com.atproto.repo.applyWrites#updateResult";

    private final Result whole = new Result();
    private @Nullable List<Result> results;
    private @Nullable String commitCid;
    private @Nullable String commitRev;

    /** Of one write. */
    static final class Result {

        private static final Result NONE = new Result();

        private boolean isUpdate;
        private @Nullable String cid;
        private @Nullable String validationStatus;

        /** Whether the PDS says that a record was there before. */
        boolean isUpdate() {
            return isUpdate;
        }

        @Nullable
        String cid() {
            return cid;
        }

        @Nullable
        String validationStatus() {
            return validationStatus;
        }

        /** Takes in the value of a field; of one that is not needed nothing. */
        private void read(String field, JsonParser value) throws IOException {
            switch (field) {
                case "$type" -> isUpdate = UPDATED.equals(text(value));
                case "cid" -> cid = text(value);
                case "validationStatus" -> validationStatus = text(value);
                default -> value.skipChildren();
            }
        }
    }

    private WriteOutput() {
    }

    /** Reads an object to its end. */
    static WriteOutput read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw new JsonParseException(parser, "No object");
        }
        WriteOutput output = new WriteOutput();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "commit" -> output.readCommit(parser);
                case "results" -> output.readResults(parser);
                default -> output.whole.read(field, parser);
            }
        }
        return output;
    }

    private void readCommit(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return;
        }
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "cid" -> commitCid = text(parser);
                case "rev" -> commitRev = text(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readResults(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return;
        }
        results = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            results.add(result(parser));
        }
    }

    private static Result result(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return Result.NONE;
        }
        Result result = new Result();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            result.read(field, parser);
        }
        return result;
    }

    /** The value if it is a string. */
    private static @Nullable String text(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    /** The commit that the write made; null where the answer does not say. */
    @Nullable
    String commitCid() {
        return commitCid;
    }

    @Nullable
    String commitRev() {
        return commitRev;
    }

    /** What the PDS says of the write of that number, which may be nothing. */
    Result result(int index) {
        if (results == null) {
            return index == 0 ? whole : Result.NONE;
        }
        return index < results.size() ? results.get(index) : Result.NONE;
    }
}
