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

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The whole contract. A subclass hands over the PDS to be held to it, one for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PdsContract {
    private final Pds suitePds;
    private final Xrpc suiteXrpc;

    PdsContract(Pds pds) {
        this.suitePds = pds;
        this.suiteXrpc = new Xrpc(pds.url());
    }

    @Nested
    class Request extends RequestContract {
        Request() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class Authorization extends AuthorizationContract {
        Authorization() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class AccountStatus extends AccountStatusContract {
        AccountStatus() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class CreateSession extends CreateSessionContract {
        CreateSession() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class RefreshSession extends RefreshSessionContract {
        RefreshSession() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class DeleteSession extends DeleteSessionContract {
        DeleteSession() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class GetSession extends GetSessionContract {
        GetSession() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class CreateRecord extends CreateRecordContract {
        CreateRecord() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class RecordKey extends RecordKeyContract {
        RecordKey() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class DataModel extends DataModelContract {
        DataModel() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class Validation extends ValidationContract {
        Validation() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class Backlink extends BacklinkContract {
        Backlink() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class ApplyWrites extends ApplyWritesContract {
        ApplyWrites() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class Atomicity extends AtomicityContract {
        Atomicity() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class PutRecord extends PutRecordContract {
        PutRecord() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class SwapCommit extends SwapCommitContract {
        SwapCommit() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class GetRecord extends GetRecordContract {
        GetRecord() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        Concurrency() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class CreateAccount extends CreateAccountContract {
        CreateAccount() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class DescribeServer extends DescribeServerContract {
        DescribeServer() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class DeleteRecord extends DeleteRecordContract {
        DeleteRecord() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class ListRecords extends ListRecordsContract {
        ListRecords() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class DescribeRepo extends DescribeRepoContract {
        DescribeRepo() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class Blob extends BlobContract {
        Blob() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class GetLatestCommit extends GetLatestCommitContract {
        GetLatestCommit() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class GetRepo extends GetRepoContract {
        GetRepo() {
            super(suitePds, suiteXrpc);
        }
    }

    @Nested
    class ResolveHandle extends ResolveHandleContract {
        ResolveHandle() {
            super(suitePds, suiteXrpc);
        }
    }
}
