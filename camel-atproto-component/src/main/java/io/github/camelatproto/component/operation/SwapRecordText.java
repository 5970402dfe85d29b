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

import java.util.Locale;

import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.data.Cid;

/** The words in which options and headers say {@code swapRecord}. */
public final class SwapRecordText {

    private SwapRecordText() {
    }

    /**
     * Reads an option or a header.
     *
     * @param  text                     a CID; {@code null} or {@code none} where no record may lie there
     * @throws IllegalArgumentException if it is neither
     */
    public static SwapRecord parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "null", "none" -> new SwapRecord(null);
            default -> new SwapRecord(Cid.parse(text));
        };
    }
}
