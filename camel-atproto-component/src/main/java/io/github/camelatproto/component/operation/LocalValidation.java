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
import java.util.function.Supplier;

import io.github.camelatproto.component.commit.NamedWrite;
import io.github.camelatproto.component.exception.RecordValidationException;
import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.lexicon.ValidationError;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what the PDS would refuse by the lexicon of the record, before it costs a call and points. Only record types
 * that the reference PDS knows are looked at. Thread-safe.
 */
final class LocalValidation {

    /**
     * Where an item of an input is, for errors.
     *
     * @param repo   the repo that it is for, as the message or the endpoint names it
     * @param item   such as {@code $} or {@code $.writes[3]}
     * @param record such as {@code $.record} or {@code $.writes[3].value}
     */
    record Place(String repo, String item, String record) {
    }

    private final Lexicons lexicons;
    private final boolean isOn;

    LocalValidation(Lexicons lexicons, boolean isOn) {
        this.lexicons = lexicons;
        this.isOn = isOn;
    }

    /**
     * @param  given                     the record as the input has it, where that is of the data model as it stands:
     *                                   saves reading it again; null where it has to be
     * @param  validate                  what the PDS is told; where that is false nothing is looked at
     * @throws RecordValidationException with what is wrong first, and where
     */
    void check(
            NamedWrite write, @Nullable Map<String, ? extends @Nullable Object> given, @Nullable Boolean validate,
            Supplier<Place> place) {
        String collection = write.collection().value();
        if (!isOn || Boolean.FALSE.equals(validate) || !lexicons.isKnownRecord(collection)) {
            return;
        }
        Map<String, ? extends @Nullable Object> record = given == null ? write.record() : given;
        if (record == null) {
            return;
        }
        for (ValidationError error : lexicons.validateRecordKey(collection, write.rkey().value())) {
            throw invalid(write, "its record key: " + error.message(), place.get(), place.get().item() + ".rkey");
        }
        for (ValidationError error : lexicons.validateRecord(collection, record)) {
            throw invalid(write, error.message(), place.get(), place.get().record() + error.path().substring(1));
        }
    }

    private static RecordValidationException invalid(NamedWrite write, String reason, Place place, String path) {
        return new RecordValidationException(
                "The record " + write.path() + " for " + place.repo() + " breaks its lexicon: " + reason + " at " + path
                                             + "; correct the record and send it again",
                path, reason);
    }
}
