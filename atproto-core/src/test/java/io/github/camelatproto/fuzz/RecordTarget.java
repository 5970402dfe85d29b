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

import java.util.Map;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.lexicon.Lexicons;
import org.jspecify.annotations.Nullable;

/** Whatever a record holds, there is a verdict. */
public final class RecordTarget {

    private static final Lexicons LEXICONS = Lexicons.bundled();

    private RecordTarget() {
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Map<String, @Nullable Object> record;
        try {
            record = AtJson.parseRecord(input);
        } catch (DataModelException e) {
            return;
        }
        LEXICONS.validateRecord("app.bsky.feed.post", record);
        LEXICONS.validateRecord("app.bsky.actor.profile", record);
        LEXICONS.blobValues("app.bsky.feed.post", record);
    }
}
