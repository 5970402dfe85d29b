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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.commit.Outcome;
import io.github.camelatproto.component.commit.WriteResult;
import io.github.camelatproto.repo.CommitMeta;
import org.jspecify.annotations.Nullable;

/** What a message becomes whose record was written: the lexicon's output of createRecord and putRecord. */
final class RecordReply {

    private RecordReply() {
    }

    static Reply of(Sent sent) {
        WriteResult result = Results.resultsOf(sent.outcome()).get(0);
        CommitMeta commit = Results.commitOf(sent.outcome());
        String uri = sent.uris().get(0).toString();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("uri", uri);
        body.put("cid", String.valueOf(result.cid()));
        if (commit != null) {
            body.put("commit", Results.commit(commit));
        }
        if (result.validationStatus() != null) {
            body.put("validationStatus", result.validationStatus());
        }
        Map<String, @Nullable Object> headers = Results.headers(
                commit, sent.outcome().attempts(), sent.outcome() instanceof Outcome.Existing);
        headers.put(AtprotoConstants.URI, uri);
        headers.put(AtprotoConstants.CID, String.valueOf(result.cid()));
        headers.put(AtprotoConstants.VALIDATION_STATUS, result.validationStatus());
        return new Reply(body, headers);
    }
}
