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

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Options that cannot work are refused before any message comes, by the option's name. */
class StartUpErrorsTest {

    private static final String ACCOUNT = "service=https://pds.example&identifier=alice.test&password=secret-1";

    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "swapCommit=zzz | swapCommit",
            "swapCommit=latest&atomic=false | atomic=false",
            "rkey=a/b | rkey",
            "maxBlobSize=0 | maxBlobSize",
            "collection=nope | collection",
            "repo=x y | repo",
            "maxWritesPerCommit=201 | maxWritesPerCommit",
            "maxWritesPerCommit=0 | maxWritesPerCommit",
            "requestTimeout=0 | requestTimeout",
            "deliveryTimeout=-1 | deliveryTimeout",
            "account=nobody | nobody",
            "onExisting=replace | onExisting",
            "validate=maybe | validate",
            "noSuchOption=1 | noSuchOption" })
    void anOptionThatCannotWorkIsNamed(String options, String named) {
        assertThatThrownBy(() -> context.getEndpoint("atproto:createRecord?" + ACCOUNT + "&" + options))
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "createRecord | swapRecord=null | swapRecord",
            "applyWrites | swapRecord=null | swapRecord",
            "putRecord | swapRecord=zzz | swapRecord",
            "deleteRecord | swapRecord=null | swapRecord",
            "applyWrites | rebase=direct:a | swapCommit=latest",
            "applyWrites | rebase=direct:a&swapCommit=latest&atomic=false | atomic=false",
            "deleteRecord | rebase=direct:a&swapCommit=latest | deleteRecord",
            "createRecord | rebase=direct:a&swapCommit=latest&pointSaving=true | pointSaving",
            "putRecord | pointSaving=true | pointSaving",
            "applyWrites | pointSaving=true | atomic=false",
            "createRecord | maxRequestBytes=999 | maxRequestBytes",
            "createRecord | limit=10 | listRecords",
            "getRecord | outputType=iterator | listRecords",
            "syncRecords | maxDeleteRatio=2 | maxDeleteRatio",
            "syncRecords | maxDeleteRatio=much | maxDeleteRatio",
            "syncRecords | swapCommit=latest | swapCommit",
            "createRecord | dryRun=true | dryRun",
            "applyWrites | deleteMissing=true | deleteMissing",
            "syncRecords | window=a..b | deleteMissing",
            "syncRecords | deleteMissing=true&window=b..a | window",
            "syncRecords | deleteMissing=true&window=b | window",
            "syncRecords | syncMemory=#none | syncMemory",
            "createRecord | localValidation=perhaps | localValidation",
            "listRecords | limit=0 | limit",
            "listRecords | limit=101 | limit",
            "listRecords | outputType=all | outputType",
            "listRecords | reverse=perhaps | reverse",
            "createRecord | rateLimitPolicy=hope | rateLimitPolicy",
            "createRecord | maxRateLimitWait=-1 | maxRateLimitWait" })
    void optionsThatDoNotGoTogetherAreNamed(String operation, String options, String named) {
        assertThatThrownBy(() -> context.getEndpoint("atproto:" + operation + "?" + ACCOUNT + "&" + options))
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "putRecord?swapRecord=null", "listRecords?limit=100&reverse=true&outputType=iterator",
            "deleteRecord?swapCommit=latest", "applyWrites?atomic=false&pointSaving=true",
            "createRecord?pointSaving=true&rateLimitPolicy=fail&maxRateLimitWait=1m",
            "applyWrites?swapCommit=latest&rebase=direct:a&swapRequired=false&groupCommit=false" })
    void optionsThatGoTogetherAreTaken(String endpoint) {
        assertThat(context.getEndpoint("atproto:" + endpoint + "&" + ACCOUNT)).isInstanceOf(AtprotoEndpoint.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "identifier=alice@mail.example&password=x | service",
            "service=https://pds.example&password=x | identifier",
            "service=https://pds.example&identifier=alice.test | password",
            "service=pds.example&identifier=alice.test&password=x | service",
            "service=https://pds.example/xrpc&identifier=alice.test&password=x | service",
            "service=https://me:pw@pds.example&identifier=alice.test&password=x | service",
            "service=ftp://pds.example&identifier=alice.test&password=x | service" })
    void whatIsNeededAndMissingIsNamed(String options, String named) {
        assertThatThrownBy(() -> context.getEndpoint("atproto:createRecord?" + options))
                .rootCause().hasMessageContaining("option " + named);
    }

    @Test
    void anUnknownOperationIsToldWhichThereAre() {
        assertThatThrownBy(() -> context.getEndpoint("atproto:dropRepo?" + ACCOUNT))
                .rootCause().hasMessageContaining("dropRepo")
                .hasMessageContaining("createRecord, putRecord, deleteRecord, applyWrites, syncRecords, uploadBlob, getRecord")
                .hasMessageNotContaining("secret-1");
    }

    @Test
    void readingNeedsNoAccount() {
        assertThat(context.getEndpoint("atproto:getRecord?service=https://pds.example&collection=com.example.thing"))
                .isInstanceOf(AtprotoEndpoint.class);
    }

    @Test
    void anEndpointCannotBeConsumedFrom() {
        assertThatThrownBy(
                () -> context.getEndpoint("atproto:createRecord?" + ACCOUNT).createConsumer(exchange -> {
                })).hasMessageContaining("cannot be consumed from");
    }

    @Test
    void thePasswordIsInNothingThatIsShown() {
        AtprotoEndpoint endpoint = (AtprotoEndpoint) context.getEndpoint("atproto:createRecord?" + ACCOUNT);

        assertThat(endpoint.toString()).doesNotContain("secret-1");
        assertThat(endpoint.login().toString()).doesNotContain("secret-1");
        assertThat(endpoint.getServiceUrl()).isEqualTo("https://pds.example");
    }
}
