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

import org.jspecify.annotations.Nullable;

/** Says that a text is not JSON at all, be its values of the data model or not. */
public class MalformedJsonException extends DataModelException {

    private static final long serialVersionUID = 1L;

    /**
     * Composes the message: problem, path, rule.
     *
     * @param path    where, from {@code $} for the root: {@code $.record.tags[3]}
     * @param problem what is wrong with the text
     * @param rule    where in the text or why, if the problem does not say it all
     */
    public MalformedJsonException(String path, String problem, @Nullable String rule) {
        super(path, problem, rule);
    }
}
