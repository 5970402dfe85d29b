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

import org.jspecify.annotations.Nullable;

/**
 * What a {@link PdsProfile} has learnt.
 *
 * @param requestBytes     how many bytes a request may have as far as is known
 * @param fences           whether a {@code swapCommit} is heeded
 * @param createsOverwrite whether a create replaces what lies at its rkey
 * @param changesRecords   whether it has written another CID than the one computed here
 * @param blobBytes        how many bytes a blob may have, {@link Long#MAX_VALUE} where it says nothing of it; null if
 *                         not asked yet
 */
public record PdsState(
        int requestBytes, PdsProfile.Fences fences, boolean createsOverwrite, boolean changesRecords,
        @Nullable Long blobBytes) {
}
