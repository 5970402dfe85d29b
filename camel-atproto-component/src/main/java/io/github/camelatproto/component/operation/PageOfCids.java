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

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * Of a page of {@code com.atproto.repo.listRecords} what a sync needs: where the records are and which they are. What
 * they say is passed over.
 *
 * @param cids   of the records, by their URIs
 * @param cursor asks for the next page; null where this is the last
 * @param bytes  that the page has
 */
record PageOfCids(Map<String, String> cids, @Nullable String cursor, long bytes) {

    /** Reads an object to its end. */
    static PageOfCids read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            throw new JsonParseException(parser, "No object");
        }
        Map<String, String> cids = null;
        String cursor = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (field.equals("records") && value == JsonToken.START_ARRAY) {
                cids = records(parser);
            } else if (field.equals("cursor") && value == JsonToken.VALUE_STRING) {
                cursor = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        if (cids == null) {
            throw new JsonParseException(parser, "No array of records");
        }
        return new PageOfCids(cids, cursor, parser.currentLocation().getByteOffset());
    }

    private static Map<String, String> records(JsonParser parser) throws IOException {
        Map<String, String> cids = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.isExpectedStartObjectToken()) {
                throw new JsonParseException(parser, "A record that is no object");
            }
            String uri = null;
            String cid = null;
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (field.equals("uri") && value == JsonToken.VALUE_STRING) {
                    uri = parser.getText();
                } else if (field.equals("cid") && value == JsonToken.VALUE_STRING) {
                    cid = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
            if (uri == null || cid == null) {
                throw new JsonParseException(parser, "A record without uri or cid");
            }
            cids.put(uri, cid);
        }
        return cids;
    }
}
