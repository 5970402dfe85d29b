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
package io.github.camelatproto.pds.repo;

import java.util.Map;

import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import org.jspecify.annotations.Nullable;

/**
 * One write of applyWrites as it was asked for.
 *
 * @param rkey   null only in a create: the PDS makes a TID
 * @param record as the caller sent it, read laxly ({@code AtJson.parseLax}); null in a delete and only there
 */
public record RequestedWrite(
        Action action, Nsid collection, @Nullable RecordKey rkey, @Nullable Map<String, @Nullable Object> record) {

    public enum Action {
        CREATE,
        UPDATE,
        DELETE,
        /** A create that overwrites, as some other PDSs have it; ordered as a fault, never asked for over the wire. */
        UPSERT
    }
}
