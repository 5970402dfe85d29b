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

import java.util.Arrays;

/** A key of a map as both encodings have it; ordered as DAG-CBOR orders the keys of a map. */
final class EncodedKey implements Comparable<EncodedKey> {

    /** With its quotes and the colon. */
    private final byte[] json;
    private final byte[] cbor;
    /** The first bytes of the DAG-CBOR, of which the length is one, as a number without a sign. */
    private final long beginning;

    EncodedKey(byte[] json, byte[] cbor) {
        this.json = json;
        this.cbor = cbor;
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << Byte.SIZE | (i < cbor.length ? cbor[i] & 0xff : 0);
        }
        this.beginning = first;
    }

    byte[] json() {
        return json;
    }

    byte[] cbor() {
        return cbor;
    }

    @Override
    public int compareTo(EncodedKey other) {
        return beginning != other.beginning
                ? Long.compareUnsigned(beginning, other.beginning) : Arrays.compareUnsigned(cbor, other.cbor);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedKey key && Arrays.equals(cbor, key.cbor);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cbor);
    }
}
