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
package io.github.camelatproto.pds.method;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

import io.github.camelatproto.pds.store.PdsState;
import io.github.camelatproto.pds.xrpc.XrpcMethod;

/** All methods of the PDS. */
public final class Methods {

    private Methods() {
    }

    /**
     * Makes them all.
     *
     * @param url             of the PDS, known once it listens
     * @param blobUploadLimit bytes
     */
    public static List<XrpcMethod> of(PdsState state, Supplier<URI> url, int blobUploadLimit) {
        RepoOwners owners = new RepoOwners(state.accounts());
        DidDocuments documents = new DidDocuments(url);
        return List.of(
                new CreateAccount(state.accounts(), state.sessions(), documents),
                new CreateSession(state.accounts(), state.sessions()),
                new RefreshSession(state.accounts(), state.sessions()),
                new GetSession(state.accounts()),
                new DeleteSession(state.sessions()),
                new DescribeServer(blobUploadLimit),
                new CreateRecord(owners, state.repos()),
                new PutRecord(owners, state.repos()),
                new DeleteRecord(owners, state.repos()),
                new ApplyWrites(owners, state.repos()),
                new GetRecord(owners, state.repos()),
                new ListRecords(owners, state.repos()),
                new DescribeRepo(owners, state.repos(), documents),
                new UploadBlob(owners, state.blobs(), blobUploadLimit),
                new GetBlob(owners, state.blobs()),
                new GetLatestCommit(owners, state.repos()),
                new GetRepo(owners, state.repos()),
                new ResolveHandle(owners));
    }
}
