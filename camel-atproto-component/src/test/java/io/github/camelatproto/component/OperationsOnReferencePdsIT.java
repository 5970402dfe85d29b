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
package io.github.camelatproto.component;

import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.reference.ReferencePdsExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation, on the reference PDS. */
@ExtendWith(ReferencePdsExtension.class)
class OperationsOnReferencePdsIT {

    @Nested
    class CreateRecord extends CreateRecordOnAPds {
        CreateRecord(ReferencePds pds) {
            super(PdsUnderTest.of(pds));
        }
    }

    @Nested
    class PutAndDelete extends PutAndDeleteOnAPds {
        PutAndDelete(ReferencePds pds) {
            super(PdsUnderTest.of(pds));
        }
    }

    @Nested
    class ApplyWrites extends ApplyWritesOnAPds {
        ApplyWrites(ReferencePds pds) {
            super(PdsUnderTest.of(pds));
        }
    }

    @Nested
    class Blobs extends BlobsOnAPds {
        Blobs(ReferencePds pds) {
            super(PdsUnderTest.of(pds));
        }
    }

    @Nested
    class Reads extends ReadsOnAPds {
        Reads(ReferencePds pds) {
            super(PdsUnderTest.of(pds));
        }
    }

    @Nested
    class SyncRecords extends SyncRecordsOnAPds {
        SyncRecords(ReferencePds pds) {
            super(PdsUnderTest.of(pds));
        }
    }
}
