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

/** What the body becomes that lists records. */
public enum RecordsOutputType {
    /** One page, as the lexicon has it: a Map with {@code records} and {@code cursor}. */
    PAGE,
    /** An Iterator over all records, which reads page after page as it is drained. */
    ITERATOR
}
