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

import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;

/**
 * The port to one repo on its PDS. No method blocks; implementations are safe for use by several threads.
 */
public interface RepoClient {

    /** Sends the attempt once. Completes normally with whatever it was answered; never exceptionally. */
    CompletionStage<Answer> send(Attempt attempt);

    /**
     * The CID of the record as it is now, empty if the PDS says that there is none. Completes exceptionally where
     * neither is certain.
     */
    CompletionStage<Optional<Cid>> read(Nsid collection, RecordKey rkey);

    /** The CID of the repo's latest commit. Completes exceptionally where it cannot be had. */
    CompletionStage<Cid> head();
}
