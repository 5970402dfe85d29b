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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.camelatproto.pds.account.Sessions;
import io.github.camelatproto.pds.xrpc.Answer;
import io.github.camelatproto.pds.xrpc.Call;
import io.github.camelatproto.pds.xrpc.XrpcMethod;
import org.jspecify.annotations.Nullable;

/** com.atproto.server.describeServer: what an account can expect. */
final class DescribeServer implements XrpcMethod {

    private final int blobUploadLimit;

    DescribeServer(int blobUploadLimit) {
        this.blobUploadLimit = blobUploadLimit;
    }

    @Override
    public String nsid() {
        return "com.atproto.server.describeServer";
    }

    @Override
    public Answer answer(Call call) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("did", Sessions.AUDIENCE);
        answer.put("availableUserDomains", List.of(NewAccount.DOMAIN));
        answer.put("inviteCodeRequired", false);
        answer.put("blobUploadLimit", (long) blobUploadLimit);
        answer.put("links", Map.of());
        answer.put("contact", Map.of());
        return new Answer.Json(answer);
    }
}
