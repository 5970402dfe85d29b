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
package io.github.camelatproto.schedule;

import java.util.Map;

/** What an entry writes. */
public sealed interface Content permits PostContent, RecordContent {

    /**
     * Takes what was read of a file, a form or a request: a record where it has {@code record}, else a post.
     *
     * @throws InvalidEntryException saying what is wrong
     */
    static Content of(Map<String, ?> given) {
        return given.containsKey("record") || given.containsKey("collection")
                ? RecordContent.of(given) : PostContent.of(given);
    }

    /** What it says, for lists. */
    String title();
}
