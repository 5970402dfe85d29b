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

import org.jspecify.annotations.Nullable;

/** Whatever is not of the data model is refused. */
final class StrictRules implements JsonRules {

    @Override
    public int maxNesting() {
        return AtJson.MAX_NESTING;
    }

    @Override
    public Number number(String text, Path path) {
        return Numbers.ofText(text, path);
    }

    @Override
    public Object object(Map<String, @Nullable Object> members, Path path) {
        return Special.of(members, path);
    }

    @Override
    public void duplicate(Path path) {
        throw path.fail("duplicate key");
    }
}
