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

import java.net.http.HttpResponse;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.assertj.core.api.AssertProvider;
import org.assertj.core.api.Assertions;

/**
 * What came back for an XRPC call.
 *
 * @param body the JSON, missing if nothing came
 */
record Answer(int status, JsonNode body) implements AssertProvider<AnswerAssert> {

    /** Takes a response without content or with JSON, which its header has to say. */
    static Answer of(HttpResponse<byte[]> response) {
        if (response.body().length == 0) {
            return new Answer(response.statusCode(), MissingNode.getInstance());
        }
        Assertions.assertThat(response.headers().firstValue("Content-Type")).as("Content-Type of %s", response)
                .hasValueSatisfying(type -> Assertions.assertThat(type).startsWith("application/json"));
        return new Answer(response.statusCode(), Json.parse(response.body()));
    }

    /** This answer, which has to be a success. */
    Answer success() {
        assertThat().isSuccess();
        return this;
    }

    /** A text that has to be in the body. */
    String text(String field) {
        return body.required(field).textValue();
    }

    Commit commit() {
        return Commit.of(body.required("commit"));
    }

    /** The results of applyWrites. */
    List<JsonNode> results() {
        return body.required("results").valueStream().toList();
    }

    @Override
    public AnswerAssert assertThat() {
        return new AnswerAssert(this);
    }
}
