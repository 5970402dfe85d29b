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

import java.util.List;
import java.util.Map;

import io.github.camelatproto.component.exception.PdsUnreachableException;
import org.jspecify.annotations.Nullable;

/**
 * A page of {@code com.atproto.repo.listRecords}.
 *
 * @param records in order, each {@code {uri, cid, value}}
 * @param cursor  asks for the next page; null where this is the last
 */
record RecordPage(List<Map<String, Object>> records, @Nullable String cursor) {

    /**
     * @param subject what was asked, for errors
     */
    @SuppressWarnings("unchecked")
    static RecordPage of(Map<String, Object> output, String subject) {
        Object cursor = output.get("cursor");
        if (output.get("records") instanceof List<?> records && records.stream().allMatch(record -> record instanceof Map)
                && (cursor == null || cursor instanceof String)) {
            return new RecordPage((List<Map<String, Object>>) records, (String) cursor);
        }
        throw new PdsUnreachableException(
                subject + ": the answer is no page of records; is the option service the address of a PDS?");
    }
}
