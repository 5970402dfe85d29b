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

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelatproto.syntax.Did;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelatproto.contract.Records.thing;
import static org.assertj.core.api.Assertions.assertThat;

abstract class CreateAccountContract extends Contract {
    private final String name = "n" + UUID.randomUUID().toString().substring(24);

    CreateAccountContract(Pds pds, Xrpc anonymous) {
        super(pds, anonymous);
    }

    @Test
    void theAnswerTellsWhoItIsAndHasASession() {
        Answer answer = create(input()).success();

        assertThat(answer.text("handle")).isEqualTo(name + ".test");
        assertThat(Did.isValid(answer.text("did"))).isTrue();
        assertThat(anonymous.bearing(answer.text("accessJwt")).query(Calls.GET_SESSION).success().text("did"))
                .isEqualTo(answer.text("did"));
        assertThat(anonymous.bearing(answer.text("refreshJwt")).procedure(Calls.REFRESH_SESSION)).isSuccess();
    }

    @Test
    void theDidDocumentNamesTheHandleTheKeyAndThePds() {
        Answer answer = create(input()).success();

        JsonNode document = answer.body().required("didDoc");
        assertThat(document.required("id").textValue()).isEqualTo(answer.text("did"));
        assertThat(document.at("/alsoKnownAs/0").textValue()).isEqualTo("at://" + name + ".test");
        assertThat(document.at("/verificationMethod/0/publicKeyMultibase").textValue()).startsWith("z");
        assertThat(document.at("/service/0/id").textValue()).isEqualTo("#atproto_pds");
        assertThat(document.at("/service/0/serviceEndpoint").textValue()).isEqualTo(pds.url().toString());
    }

    @Test
    void theAccountCanLogInByHandleDidAndEmail() {
        String did = create(input()).success().text("did");

        assertThat(new String[] { name + ".test", did, name + "@example.com" }).allSatisfy(identifier -> assertThat(
                anonymous.procedure(Calls.CREATE_SESSION, Session.login(identifier, "secret")).success().text("did"))
                .isEqualTo(did));
    }

    @Test
    void itsRepoIsEmptyAndTakesARecord() {
        Answer answer = create(input()).success();
        String did = answer.text("did");

        assertThat(anonymous.query(Calls.DESCRIBE_REPO, Map.of("repo", did)).success().body().required("collections"))
                .isEmpty();
        assertThat(anonymous.bearing(answer.text("accessJwt")).procedure(
                Calls.CREATE_RECORD,
                Json.object("{'collection': 'com.example.thing'}").put("repo", did).set("record", thing(1))))
                .isSuccess();
    }

    @Test
    void theHandleBecomesLowerCase() {
        ObjectNode input = input().put("handle", (name + ".test").toUpperCase(Locale.ROOT));

        assertThat(create(input).success().text("handle")).isEqualTo(name + ".test");
    }

    @Test
    void aHandleIsTakenOnce() {
        assertThat(create(input().put("handle", alice.account().handle())))
                .isRefused(400, "InvalidRequest").withMessage("Handle already taken: " + alice.account().handle());
    }

    @Test
    void anEmailIsTakenOnce() {
        create(input()).success();

        assertThat(create(input().put("handle", name + "2.test")))
                .isRefused(400, "InvalidRequest").withMessage("Email already taken: " + name + "@example.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "ab.test                  | InvalidHandle     | Handle too short",
            "a-name-of-19-letter.test | InvalidHandle     | Handle too long",
            "alice.pds.test           | InvalidHandle     | Invalid characters in handle",
            "alice.example            | InvalidHandle     | Handle TLD is invalid or disallowed",
            "alice.bsky.social        | UnsupportedDomain | Not a supported handle domain",
            "x y                      | InvalidRequest    | Invalid handle",
    })
    void notEveryHandleCanBeHad(String handle, String error, String message) {
        assertThat(create(input().put("handle", handle))).isRefused(400, error).withMessageContaining(message);
    }

    @Test
    void anEmailIsRequired() {
        assertThat(create(input().without("email")))
                .isRefused(400, "InvalidRequest").withMessage("Email is required");
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "@", "a b@example.com" })
    void anEmailHasToBeOne(String email) {
        assertThat(create(input().put("email", email))).isRefused(400, "InvalidRequest")
                .withMessage("This email address is not supported, please use a different email.");
    }

    @Test
    void aDidOfOnesOwnNeedsProof() {
        assertThat(create(input().put("did", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")))
                .isRefused(401, "AuthenticationRequired")
                .withMessage("Missing auth to create account with did: did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    }

    @Test
    void whoHasASessionGetsNoOther() {
        assertThat(alice.xrpc().procedure(Calls.CREATE_ACCOUNT, input())).isRefused(401, "BadJwtType");
    }

    private Answer create(ObjectNode input) {
        return anonymous.procedure(Calls.CREATE_ACCOUNT, input);
    }

    private ObjectNode input() {
        return Json.object("{'password': 'secret'}")
                .put("handle", name + ".test").put("email", name + "@example.com");
    }
}
