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
 * What can go wrong, one class a cause, for {@code onException}.
 *
 * <p>
 * Every message names the repo and the record it speaks of and what to do; none holds a token, a password or the
 * contents of a record. All are unchecked, so that the engine in {@code commit} can throw them without knowing Camel.
 */
@NullMarked
package io.github.camelatproto.component.exception;

import org.jspecify.annotations.NullMarked;
