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
package io.github.camelatproto.component.commit;

import org.jspecify.annotations.Nullable;

/**
 * How many write points an account has at least, as far as is known.
 *
 * @param hour in this hour; null where that is not known, or not limited
 * @param day  on this day; null likewise
 */
public record PointsLeft(@Nullable Integer hour, @Nullable Integer day) {
}
