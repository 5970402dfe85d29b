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
package io.github.camelatproto.files;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What an entry says.
 *
 * @param fields  of its record
 * @param members what it says under a name, a field of JSON or a column of CSV; null where it says nothing
 */
record Content(Map<String, @Nullable Object> fields, Function<String, @Nullable Object> members) {

    static Content of(Map<String, @Nullable Object> json) {
        return new Content(json, json::get);
    }
}
