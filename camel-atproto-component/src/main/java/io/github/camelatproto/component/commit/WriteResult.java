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
package io.github.camelatproto.component.commit;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * Where one write ended.
 *
 * @param write            the write, with the rkey it landed under
 * @param cid              the record's CID, null for a delete
 * @param validationStatus {@code valid} or {@code unknown} as the PDS said, null where it said nothing
 */
public record WriteResult(NamedWrite write, @Nullable Cid cid, @Nullable String validationStatus) {
}
