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
package io.github.camelatproto.social.web;

import org.jspecify.annotations.Nullable;

/**
 * Which version of a document it is, in the server's own words. Immutable.
 *
 * @param entityTag    its {@code ETag}, if it has one
 * @param lastModified its {@code Last-Modified}, if it has one
 */
public record WebVersion(@Nullable String entityTag, @Nullable String lastModified) {

    /** No version is known. */
    public static final WebVersion NONE = new WebVersion(null, null);
}
