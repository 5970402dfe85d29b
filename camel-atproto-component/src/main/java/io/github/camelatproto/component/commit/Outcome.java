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
import io.github.camelatproto.component.exception.UnknownOutcomeException;
import io.github.camelatproto.repo.CommitMeta;
import org.jspecify.annotations.Nullable;

/** What became of a {@link Unit}. {@code attempts} counts the calls that carried it. */
public sealed interface Outcome {

    int attempts();

    /** One word for it: {@code written}, {@code existing}, {@code failed} or {@code unknown}. */
    String verdict();

    /** The PDS answered that it landed. */
    record Written(@Nullable CommitMeta commit, List<WriteResult> results, int attempts) implements Outcome {
        @Override
        public String verdict() {
            return "written";
        }
    }

    /** It is in the repo, as reading showed; which commit brought it is not known. */
    record Existing(List<WriteResult> results, int attempts) implements Outcome {
        @Override
        public String verdict() {
            return "existing";
        }
    }

    /** It is not in the repo, or (UnknownOutcomeException) nobody can tell. */
    record Failed(AtprotoException error, int attempts) implements Outcome {
        @Override
        public String verdict() {
            return error instanceof UnknownOutcomeException ? "unknown" : "failed";
        }
    }
}
