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
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.repo.Write;
import org.jspecify.annotations.Nullable;

/**
 * A write of a batch as text: an operation of the lexicon, its names before its value, so that they are found at once.
 */
final class BatchItem {

    private static final JsonFactory JSON = new JsonFactory();

    private BatchItem() {
    }

    /**
     * @param write   has its rkey
     * @param key     its idempotency key, if any
     * @param instant its idempotency instant, if any
     * @param swap    the value that its author read, if that matters
     */
    static String of(Write write, @Nullable String key, @Nullable Instant instant, @Nullable SwapRecord swap) {
        Map<String, @Nullable Object> json = WriteObject.of(write);
        if (key != null) {
            json.put("idempotencyKey", key);
        }
        if (instant != null) {
            json.put("idempotencyInstant", instant.toString());
        }
        if (swap != null) {
            json.put("swapRecord", swap.cid() == null ? null : swap.cid().toString());
        }
        return AtJson.write(json);
    }

    /** {@code collection/rkey} of an item; reads no further. */
    static String path(String item) {
        try (JsonParser parser = JSON.createParser(item)) {
            String collection = null;
            String rkey = null;
            parser.nextToken();
            while ((collection == null || rkey == null) && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                String value = parser.nextTextValue();
                collection = name.equals("collection") ? value : collection;
                rkey = name.equals("rkey") ? value : rkey;
            }
            return collection + "/" + rkey;
        } catch (IOException e) {
            throw new UncheckedIOException("An item of the batch is no JSON", e);
        }
    }
}
