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
package io.github.camelatproto.data;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BlobTest {

    private static final Cid CONTENT = Cid.ofRaw(new byte[] { 1 });
    private static final Blob BLOB = new Blob(CONTENT, "image/png", 1);

    @Test
    void standsInRecordsAsAnObject() {
        assertThat(BLOB.toMap()).isEqualTo(Map.of("$type", "blob", "ref", CONTENT, "mimeType", "image/png", "size", 1L))
                .isUnmodifiable();
    }

    @Test
    void isReadFromARecord() {
        assertThat(Blob.ofMap(BLOB.toMap())).isEqualTo(BLOB);
    }

    @Test
    void isReadFromTheTreeOfAnyLibrary() {
        assertThat(Blob.ofMap(Map.of("$type", "blob", "ref", Map.of("$link", CONTENT.toString()), "mimeType", "image/png",
                "size", 1))).isEqualTo(BLOB);
    }

    @Test
    void isNotReadFromAnotherObject() {
        assertThatExceptionOfType(DataModelException.class).isThrownBy(() -> Blob.ofMap(Map.of("a", 1)))
                .withMessage("an object that is no blob at $: its $type must be \"blob\"");
    }

    @Test
    void pointsToRawDataOnly() {
        Cid record = Cid.ofDagCbor(new byte[0]);

        assertThatIllegalArgumentException().isThrownBy(() -> new Blob(record, "image/png", 1))
                .withMessage("Invalid blob: ref " + record + " is not of raw data");
    }

    @Test
    void needsAMimeTypeAndASize() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Blob(CONTENT, "png", 1))
                .withMessage("Invalid blob: the MIME type has no slash");
        assertThatIllegalArgumentException().isThrownBy(() -> new Blob(CONTENT, "image/png", -1))
                .withMessage("Invalid blob: size -1 is outside 0 to 2^53 - 1");
    }
}
