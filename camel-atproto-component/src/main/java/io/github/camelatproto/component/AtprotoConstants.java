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
package io.github.camelatproto.component;

import org.apache.camel.spi.Metadata;

/** The message headers of the component. None of them, and no other header, ever reaches the wire. */
public final class AtprotoConstants {

    @Metadata(label = "producer", javaType = "String",
              description = "The record key to write under or to read, instead of the option rkey.")
    public static final String RKEY = "CamelAtprotoRkey";

    @Metadata(label = "producer", javaType = "String",
              description = "The message's own name, from which the record key is derived, instead of the option"
                            + " idempotencyKey.")
    public static final String IDEMPOTENCY_KEY = "CamelAtprotoIdempotencyKey";

    @Metadata(label = "producer", javaType = "String",
              description = "The commit that must be the repo's head (a CID), or latest, instead of the option swapCommit.")
    public static final String SWAP_COMMIT = "CamelAtprotoSwapCommit";

    @Metadata(label = "producer", javaType = "String",
              description = "With putRecord and deleteRecord: the CID that the record must have, instead of the option"
                            + " swapRecord; with putRecord also null or none: no record may lie there.")
    public static final String SWAP_RECORD = "CamelAtprotoSwapRecord";

    @Metadata(label = "producer", javaType = "Boolean",
              description = "Whether the PDS validates against the lexicon, instead of the option validate.")
    public static final String VALIDATE = "CamelAtprotoValidate";

    @Metadata(label = "producer", javaType = "String",
              description = "The collection. Heeded where the option collection is absent, or with"
                            + " allowCollectionFromHeader.")
    public static final String COLLECTION = "CamelAtprotoCollection";

    @Metadata(label = "producer", javaType = "String",
              description = "The repo: an account of the component's accounts, by its name or its identifier. Heeded with"
                            + " allowRepoFromHeader only.")
    public static final String REPO = "CamelAtprotoRepo";

    @Metadata(label = "producer", javaType = "String",
              description = "The operation, such as createRecord. Heeded with allowOperationFromHeader only.")
    public static final String OPERATION = "CamelAtprotoOperation";

    @Metadata(label = "producer", javaType = "String",
              description = "With listRecords: where the listing goes on, instead of the option cursor. Result of a page:"
                            + " where the next one begins; absent after the last.")
    public static final String CURSOR = "CamelAtprotoCursor";

    @Metadata(label = "producer", javaType = "String",
              description = "Result: the URI of the record (at://did/collection/rkey).")
    public static final String URI = "CamelAtprotoUri";

    @Metadata(label = "producer", javaType = "String", description = "Result: the CID of the record, or of the blob.")
    public static final String CID = "CamelAtprotoCid";

    @Metadata(label = "producer", javaType = "String",
              description = "Result: the CID of the commit that wrote it; absent where another delivery had written it.")
    public static final String COMMIT_CID = "CamelAtprotoCommitCid";

    @Metadata(label = "producer", javaType = "String",
              description = "Result: the revision (a TID) of the commit that wrote it; absent where another delivery had"
                            + " written it.")
    public static final String COMMIT_REV = "CamelAtprotoCommitRev";

    @Metadata(label = "producer", javaType = "String",
              description = "Result: valid or unknown, as the PDS said; absent where it said nothing.")
    public static final String VALIDATION_STATUS = "CamelAtprotoValidationStatus";

    @Metadata(label = "producer", javaType = "Integer", description = "Result: how many calls carried the write.")
    public static final String ATTEMPTS = "CamelAtprotoAttempts";

    @Metadata(label = "producer", javaType = "Boolean",
              description = "Result: whether it was found in the repo by reading, rather than answered by this write: an"
                            + " earlier delivery of the same message had landed.")
    public static final String RECONCILED = "CamelAtprotoReconciled";

    @Metadata(label = "producer",
              javaType = "java.util.List<io.github.camelatproto.component.exception.WriteOutcome>",
              description = "Result of applyWrites: what became of each write, in the order of the list.")
    public static final String OUTCOMES = "CamelAtprotoOutcomes";

    private AtprotoConstants() {
    }
}
