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
package io.github.camelatproto.pds.method;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.pds.repo.StoredRecord;
import io.github.camelatproto.syntax.Did;
import org.jspecify.annotations.Nullable;

/** A record with its name, keys in the order of DAG-CBOR. */
final class RecordView {

    private RecordView() {
    }

    static String uri(Did did, String collection, String rkey) {
        return "at://" + did + "/" + collection + "/" + rkey;
    }

    static Map<String, @Nullable Object> of(Did did, StoredRecord record) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("uri", uri(did, record.collection(), record.rkey()));
        view.put("cid", record.cid().toString());
        view.put("value", DagCbor.decode(record.block()));
        return view;
    }
}
