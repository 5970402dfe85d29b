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

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.github.camelatproto.component.commit.RepoClient;
import io.github.camelatproto.component.commit.RepoWriter;
import io.github.camelatproto.component.session.Session;
import io.github.camelatproto.component.xrpc.XrpcClient;
import io.github.camelatproto.component.xrpc.XrpcUpload;
import io.github.camelatproto.data.Blob;
import io.github.camelatproto.syntax.AtIdentifier;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.TidClock;
import org.jspecify.annotations.Nullable;

/** An operation's way to repos, as its endpoint's options give it. Thread-safe. */
public interface Repos {

    /**
     * A repo that may be written.
     *
     * @param session whose it is
     * @param client  how it is reached
     * @param writer  its one writer
     * @param blobs   uploads what its records refer to
     */
    record Writable(Session session, RepoClient client, RepoWriter writer, Uploads blobs) {
    }

    /** Uploads blobs within the endpoint's bounds. */
    @FunctionalInterface
    interface Uploads {

        /**
         * Completes exceptionally with an AtprotoException.
         *
         * @param what names it, for errors
         */
        CompletionStage<Blob> upload(XrpcUpload blob, String what);
    }

    /**
     * Opens the repo of the endpoint's account, or of another account where a message may choose.
     *
     * @param chosen the repo that the message chose, null for the endpoint's own
     */
    CompletionStage<Writable> open(@Nullable String chosen);

    /**
     * The repo to read: what the message chose (a name among the accounts is its identifier), else the endpoint's own.
     */
    @Nullable
    String readable(@Nullable String chosen);

    /**
     * Where a repo is read without a session.
     *
     * @param pds    the endpoint's service, or where it has none the PDS of the repo
     * @param client how that is reached
     * @param did    whose repo it is, where it had to be found; else null
     */
    record Source(URI pds, XrpcClient client, @Nullable Did did) {
    }

    /** Completes exceptionally with an AtprotoException. */
    CompletionStage<Source> source(AtIdentifier repo);

    /** Runs user code and what may wait for it. */
    Executor results();

    Clock clock();

    TidClock tids();
}
