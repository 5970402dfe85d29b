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

/**
 * Says that a value is not one of the AT Protocol's data model, where it lies and why. The message names the path,
 * classes and numbers, but never the content of a string, so that it can be logged.
 */
public class DataModelException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String problem;
    private final @Nullable String rule;

    /**
     * Composes the message: problem, path, rule.
     *
     * @param path    where, from {@code $} for the root: {@code $.record.tags[3]}
     * @param problem what is there, such as {@code float 1.5}
     * @param rule    the rule that it breaks or what to do instead, if the problem does not say it all
     */
    public DataModelException(String path, String problem, @Nullable String rule) {
        super(problem + " at " + path + (rule == null ? "" : ": " + rule));
        this.path = path;
        this.problem = problem;
        this.rule = rule;
    }

    /** Gives the path, from {@code $} for the root: {@code $.record.tags[3]}. */
    public String path() {
        return path;
    }

    /** Gives the message without the path. */
    public String reason() {
        return rule == null ? problem : problem + ": " + rule;
    }

    /**
     * Gives the same for a tree that is part of a larger one: with {@code $.record} the path {@code $.a} becomes
     * {@code $.record.a}.
     */
    public DataModelException under(String root) {
        DataModelException moved = new DataModelException(root + path.substring(1), problem, rule);
        moved.setStackTrace(getStackTrace());
        return moved;
    }
}
