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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import io.github.camelatproto.component.xrpc.BrokenUploadException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A blob is all of its bytes, or nothing. */
class BlobContentTest {

    private static final int LENGTH = 40_000;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private static BlobContent of(int really) {
        return new BlobContent("text/plain", LENGTH, () -> new ByteArrayInputStream(new byte[really]));
    }

    @Test
    void isReadFromItsBeginEachTime() throws IOException {
        BlobContent blob = of(LENGTH);

        blob.writeTo(sent);
        blob.writeTo(sent);

        assertThat(sent.size()).isEqualTo(2 * LENGTH);
    }

    @Test
    void isNotFilledUpWhereItHasShrunk() {
        assertThatExceptionOfType(BrokenUploadException.class).isThrownBy(() -> of(LENGTH - 1).writeTo(sent))
                .withMessageContaining("ended before its " + LENGTH + " bytes");
    }

    @Test
    void isNotSentAsAPartWhereItHasGrown() {
        assertThatExceptionOfType(BrokenUploadException.class).isThrownBy(() -> of(LENGTH + 1).writeTo(sent))
                .withMessageContaining("grown");
        assertThat(sent.size()).isLessThan(LENGTH);
    }

    @Test
    void saysWhyItCannotBeOpened() {
        BlobContent gone = new BlobContent("text/plain", LENGTH, () -> {
            throw new IOException("deleted");
        });

        assertThatExceptionOfType(BrokenUploadException.class).isThrownBy(() -> gone.writeTo(sent))
                .withMessageContaining("deleted").withCauseInstanceOf(IOException.class);
    }
}
