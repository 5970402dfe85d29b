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
package io.github.camelatproto.pds.repo;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.AtUri;
import org.jspecify.annotations.Nullable;

/**
 * What became of one write.
 *
 * @param cid              null where it was deleted
 * @param validationStatus {@code valid}, {@code unknown}, or null where nothing was validated
 */
public record WriteResult(RequestedWrite.Action action, AtUri uri, @Nullable Cid cid, @Nullable String validationStatus) {
}
