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
package io.github.camelatproto.contract;

/** The names of the calls that the contract is about. */
final class Calls {
    static final String CREATE_ACCOUNT = "com.atproto.server.createAccount";
    static final String DESCRIBE_SERVER = "com.atproto.server.describeServer";
    static final String CREATE_SESSION = "com.atproto.server.createSession";
    static final String REFRESH_SESSION = "com.atproto.server.refreshSession";
    static final String DELETE_SESSION = "com.atproto.server.deleteSession";
    static final String GET_SESSION = "com.atproto.server.getSession";
    static final String CREATE_RECORD = "com.atproto.repo.createRecord";
    static final String PUT_RECORD = "com.atproto.repo.putRecord";
    static final String DELETE_RECORD = "com.atproto.repo.deleteRecord";
    static final String APPLY_WRITES = "com.atproto.repo.applyWrites";
    static final String GET_RECORD = "com.atproto.repo.getRecord";
    static final String LIST_RECORDS = "com.atproto.repo.listRecords";
    static final String DESCRIBE_REPO = "com.atproto.repo.describeRepo";
    static final String UPLOAD_BLOB = "com.atproto.repo.uploadBlob";
    static final String GET_BLOB = "com.atproto.sync.getBlob";
    static final String GET_REPO = "com.atproto.sync.getRepo";
    static final String RESOLVE_HANDLE = "com.atproto.identity.resolveHandle";
    static final String GET_LATEST_COMMIT = "com.atproto.sync.getLatestCommit";

    private Calls() {
    }
}
