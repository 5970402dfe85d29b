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

import java.util.Map;
import java.util.function.BiFunction;

import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.data.RecordEncoder;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;
import org.jspecify.annotations.Nullable;

/** A body that is one record. */
final class RecordBody {

    private RecordBody() {
    }

    static Input input(Map<?, ?> body) {
        Input input = Input.of(body);
        if (input.isWrites() || !(input.content() instanceof Map<?, ?>)) {
            throw new InvalidInputException(
                    "The input object holds " + (input.isWrites() ? "writes" : "no record")
                                            + "; send a list to atproto:applyWrites");
        }
        return input;
    }

    /**
     * @param record as the input has it, where that is of the data model as it stands; else null
     */
    record Checked<W extends Write>(W write, @Nullable Map<String, ? extends @Nullable Object> record) {
    }

    /** Makes a write of the record, or says what in it is not of the data model. */
    static <W extends Write> Checked<W> checked(
            Nsid collection, Input input, SpareEncoder spare, BiFunction<Map<String, Object>, RecordEncoder, W> write) {
        return checked(collection, input, spare, "$.record", write);
    }

    /**
     * The same.
     *
     * @param path where the record is in the input, for errors
     */
    static <W extends Write> Checked<W> checked(
            Nsid collection, Input input, SpareEncoder spare, String path,
            BiFunction<Map<String, Object>, RecordEncoder, W> write) {
        if (!(input.content() instanceof Map<?, ?>)) {
            throw new RecordValidationException(
                    path + " is no JSON object, and a record is one", path, "not a JSON object");
        }
        try {
            return spare.lend(encoder -> {
                Map<String, Object> record = ListItem.objects((Map<?, ?>) input.content());
                Checked<W> made = new Checked<>(write.apply(record, encoder), encoder.model());
                if (encoder.hasBytes()) {
                    BlobValues.refuseBytes(record, collection.value());
                }
                return made;
            });
        } catch (DataModelException e) {
            throw ListItem.invalid(e, path, "The record for " + collection);
        }
    }
}
