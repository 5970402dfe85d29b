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

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.github.camelatproto.data.RecordEncoder;
import io.github.camelatproto.repo.Write;
import org.jspecify.annotations.Nullable;

/**
 * Lends the encoder of the record before, which knows its keys and has room for it, and holds that record till the next
 * one comes. Thread-safe.
 */
final class SpareEncoder {

    /** An encoder keeps its room: that for a large record is not held until the next one comes. */
    private static final int MAX_KEPT = 32_768;

    private final AtomicReference<@Nullable RecordEncoder> spare = new AtomicReference<>();

    <W extends Write> RecordBody.Checked<W> lend(Function<RecordEncoder, RecordBody.Checked<W>> encoding) {
        RecordEncoder last = spare.getAndSet(null);
        RecordEncoder encoder = last == null ? new RecordEncoder() : last;
        RecordBody.Checked<W> made = encoding.apply(encoder);
        if (UnitSize.encodedSize(made.write()) <= MAX_KEPT) {
            spare.set(encoder);
        }
        return made;
    }
}
