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
package io.github.camelatproto.component.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.Nsid;

/**
 * How a collection is to be.
 *
 * @param records each with its key, no two with the same
 * @param absent  keys at which there is to be no record
 * @param missing what becomes of records of which neither of these speaks
 * @param refused why records by these keys cannot be written; what lies there is left alone
 */
public record WantedRecords(
        Nsid collection, List<Write.Create> records, Set<String> absent, Missing missing,
        Map<String, AtprotoException> refused) {

    /**
     * What becomes of records of which the message does not speak.
     *
     * @param isDeleted whether they go
     * @param window    where; those outside it stay
     * @param maxRatio  the most that may go, 0 to 1, of the records that there are in the window
     */
    public record Missing(boolean isDeleted, KeyRange window, double maxRatio) {
    }

    public WantedRecords {
        records = List.copyOf(records);
        absent = Set.copyOf(absent);
        refused = Map.copyOf(refused);
    }

    /** Whether nothing was asked for, which is more often a mistake than a wish. */
    boolean isEmpty() {
        return records.isEmpty() && refused.isEmpty();
    }

    /** The same without a record that the PDS does not take. */
    WantedRecords without(String rkey, AtprotoException error) {
        List<Write.Create> rest = new ArrayList<>(records);
        rest.removeIf(record -> String.valueOf(record.rkey()).equals(rkey));
        Map<String, AtprotoException> errors = new HashMap<>(refused);
        errors.put(rkey, error);
        return new WantedRecords(collection, rest, absent, missing, errors);
    }
}
