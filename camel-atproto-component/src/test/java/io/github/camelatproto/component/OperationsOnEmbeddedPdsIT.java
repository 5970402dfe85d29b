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

import org.junit.jupiter.api.Nested;

/** Every operation, on the embedded PDS. */
class OperationsOnEmbeddedPdsIT {

    @Nested
    class CreateRecord extends CreateRecordOnAPds {
        CreateRecord() {
            super(PdsUnderTest.embedded());
        }
    }

    @Nested
    class PutAndDelete extends PutAndDeleteOnAPds {
        PutAndDelete() {
            super(PdsUnderTest.embedded());
        }
    }

    @Nested
    class ApplyWrites extends ApplyWritesOnAPds {
        ApplyWrites() {
            super(PdsUnderTest.embedded());
        }
    }

    @Nested
    class Blobs extends BlobsOnAPds {
        Blobs() {
            super(PdsUnderTest.embedded());
        }
    }

    @Nested
    class Reads extends ReadsOnAPds {
        Reads() {
            super(PdsUnderTest.embedded());
        }
    }

    @Nested
    class SyncRecords extends SyncRecordsOnAPds {
        SyncRecords() {
            super(PdsUnderTest.embedded());
        }
    }
}
