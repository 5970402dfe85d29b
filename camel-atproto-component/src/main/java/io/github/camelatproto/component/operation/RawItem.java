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
package io.github.camelatproto.component.operation;

import io.github.camelatproto.component.exception.AtprotoException;
import org.jspecify.annotations.Nullable;

/**
 * An item of a list as its source gave it.
 *
 * @param place   its place in the list, from 0
 * @param content what there is, null where it could not be read
 * @param error   why it could not be read
 */
record RawItem(int place, @Nullable Object content, @Nullable AtprotoException error) {
}
