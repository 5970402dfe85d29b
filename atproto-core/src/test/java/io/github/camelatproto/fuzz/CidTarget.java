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
package io.github.camelatproto.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.camelatproto.data.Cid;

/** A CID parses from its text and its bytes, and gives them back. */
public final class CidTarget {

    private CidTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        try {
            if (!Cid.parse(text).toString().equals(text)) {
                throw new AssertionError("Another text than the one that was read");
            }
        } catch (IllegalArgumentException e) {
            // as documented
        }
        try {
            if (!Arrays.equals(Cid.ofBytes(input).bytes(), input)) {
                throw new AssertionError("Other bytes than those that were read");
            }
        } catch (IllegalArgumentException e) {
            // as documented
        }
    }
}
