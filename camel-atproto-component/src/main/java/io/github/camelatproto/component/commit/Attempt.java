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

import java.util.List;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * One call to the PDS: the writes of a unit or of a group of units, in order.
 *
 * @param method   which XRPC method carries it; {@code CREATE_RECORD} has exactly one create
 * @param writes   the writes
 * @param validate the lexicon's {@code validate}, absent if null
 * @param fence    the {@code swapCommit} it carries, absent if null
 */
public record Attempt(Unit.Method method, List<NamedWrite> writes, @Nullable Boolean validate, @Nullable Cid fence) {

    public Attempt {
        writes = List.copyOf(writes);
    }
}
