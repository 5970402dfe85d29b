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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.pds.account.Account;
import io.github.camelatproto.pds.blob.Blobs;
import io.github.camelatproto.pds.xrpc.Access;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.Charge;
import io.github.camelatproto.pds.xrpc.Limit;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import org.jspecify.annotations.Nullable;

/** com.atproto.repo.uploadBlob: any bytes, which a record refers to later. */
final class UploadBlob implements XrpcMethod {

    private static final Limit LIMIT = new Limit("uploadBlob", 1_000, Duration.ofDays(1));

    private final RepoOwners owners;
    private final Blobs blobs;
    private final int limit;

    /** @param limit bytes */
    UploadBlob(RepoOwners owners, Blobs blobs, int limit) {
        this.owners = owners;
        this.blobs = blobs;
        this.limit = limit;
    }

    @Override
    public String nsid() {
        return "com.atproto.repo.uploadBlob";
    }

    @Override
    public Access access() {
        return Access.ACCESS_OR_SERVICE;
    }

    @Override
    public int bodyLimit() {
        return limit;
    }

    @Override
    public List<Charge> charges(Call call) {
        return List.of(new Charge(LIMIT, call.address(), 1));
    }

    @Override
    public Answer answer(Call call) {
        Account account = owners.uploader(call);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("blob", blobs.upload(account.did(), call.body().getBytes(), call.encoding()).toMap());
        return new Answer.Json(answer);
    }
}
