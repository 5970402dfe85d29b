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

import java.util.Map;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

final class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {

    AnswerAssert(Answer actual) {
        super(actual, AnswerAssert.class);
        describedAs("%s", actual);
    }

    AnswerAssert isSuccess() {
        Assertions.assertThat(actual.status()).as(descriptionText()).isEqualTo(200);
        return this;
    }

    /** It is an error in the envelope of XRPC, which has a name, a message and nothing else. */
    AnswerAssert isRefused(int status, String error) {
        Assertions.assertThat(actual.status()).as(descriptionText()).isEqualTo(status);
        Assertions.assertThat(actual.body().properties()).as(descriptionText()).extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("error", "message");
        Assertions.assertThat(actual.text("error")).as(descriptionText()).isEqualTo(error);
        return this;
    }

    AnswerAssert withMessage(String message) {
        Assertions.assertThat(actual.text("message")).as(descriptionText()).isEqualTo(message);
        return this;
    }

    AnswerAssert withMessageContaining(String part) {
        Assertions.assertThat(actual.text("message")).as(descriptionText()).contains(part);
        return this;
    }
}
