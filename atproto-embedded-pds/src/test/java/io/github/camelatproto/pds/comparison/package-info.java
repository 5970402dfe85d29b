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

/**
 * Makes the same calls to the embedded PDS and to the reference PDS, and compares the answers to the last character.
 * What no two PDSs have in common (DIDs, tokens, commits, keys, addresses) is replaced by names first; a record's CID
 * is not.
 * <p>
 * Calls are named as in the transcripts of the reference PDS; those with app passwords are missing, since the embedded
 * PDS has none. What differs, and may, is listed in {@link io.github.camelatproto.pds.comparison.KnownDifferences}, and
 * nowhere else.
 */
@NullMarked
package io.github.camelatproto.pds.comparison;

import org.jspecify.annotations.NullMarked;
