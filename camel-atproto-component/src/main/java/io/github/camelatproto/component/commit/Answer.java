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

import io.github.camelatproto.component.exception.AtprotoException;
import io.github.camelatproto.component.exception.InvalidSwapException;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.CommitMeta;
import org.jspecify.annotations.Nullable;

/** What an {@link Attempt} was answered, in the words that decide what happens next. */
public sealed interface Answer {

    /** What was wrong; none for an answer that it landed. */
    default AtprotoException error() {
        throw new IllegalStateException("Nothing was wrong: " + this);
    }

    /** 2xx: every write of the attempt is in the repo. {@code commit} is null where the PDS does not name it. */
    record Landed(@Nullable CommitMeta commit, List<WriteResult> results) implements Answer {
    }

    /** InvalidSwap: the head was not the fence, and nothing was written. */
    record Swapped(@Override InvalidSwapException error) implements Answer {
        @Nullable
        Cid current() {
            return error.getCurrent();
        }
    }

    /** The PDS will not have these writes; {@code index} is the write that its error names, or -1. */
    record Refused(@Override AtprotoException error, int index) implements Answer {
    }

    /** The PDS will not have anything of this session now: authentication, or a rate limit. Nothing was written. */
    record Denied(@Override AtprotoException error) implements Answer {
    }

    /** The PDS's own 500, which also stands for a create on an existing rkey and an update of an absent record. */
    record ServerError(@Override AtprotoException error) implements Answer {
    }

    /** It never left: no connection. Nothing was written. */
    record NotSent(@Override AtprotoException error) implements Answer {
    }

    /** It may have landed, or still land: a timeout, a lost or unreadable answer, a gateway's 5xx. */
    record Unknown(@Override AtprotoException error) implements Answer {
    }
}
