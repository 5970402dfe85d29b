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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What tools read of the component: the generated catalog JSON. */
class GeneratedMetadataTest {

    private final ComponentModel component = JsonMapper.generateComponentModel(json());

    private static String json() {
        try (var stream = GeneratedMetadataTest.class.getResourceAsStream(
                "/META-INF/io/github/camelatproto/component/atproto.json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theComponentIsAnAsynchronousProducer() {
        assertThat(component.getScheme()).isEqualTo("atproto");
        assertThat(component.getTitle()).isEqualTo("AT Protocol");
        assertThat(component.isProducerOnly()).isTrue();
        assertThat(component.isAsync()).isTrue();
    }

    @Test
    void theOperationsAreListed() {
        assertThat(component.getEndpointPathOptions()).singleElement()
                .satisfies(option -> assertThat(option.getEnums()).containsExactly(
                        "createRecord", "putRecord", "deleteRecord", "applyWrites", "syncRecords", "uploadBlob", "getRecord",
                        "listRecords",
                        "describeRepo",
                        "getLatestCommit", "resolveHandle"));
    }

    @Test
    void everyOptionAndHeaderIsDescribed() {
        Stream<BaseOptionModel> all = Stream.of(
                component.getComponentOptions(), component.getEndpointOptions(), component.getEndpointHeaders())
                .flatMap(List::stream);
        assertThat(all).hasSizeGreaterThan(50).allSatisfy(option -> assertThat(option.getDescription()).isNotBlank());
    }

    @Test
    void thePasswordIsSecret() {
        assertThat(component.getEndpointOptions()).filteredOn(option -> option.getName().equals("password"))
                .singleElement().satisfies(option -> assertThat(option.isSecret()).isTrue());
    }

    @Test
    void everyHeaderIsNamedForTheComponent() {
        assertThat(component.getEndpointHeaders()).isNotEmpty()
                .allSatisfy(header -> assertThat(header.getName()).startsWith("CamelAtproto"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "createRecord?service=https://x.example&collection=com.example.thing&swapCommit=latest",
            "createRecord?account=news&idempotencyKey=${header.id}&onExisting=skip&requestTimeout=10s",
            "applyWrites?account=news&atomic=false&maxWritesPerCommit=50&pointSaving=true&rateLimitPolicy=fail",
            "putRecord?identifier=alice.test&password=secret&rkey=self&swapRecord=null",
            "uploadBlob?account=news&maxBlobSize=1000000",
            "listRecords?repo=alice.test&collection=com.example.thing&outputType=iterator&limit=100&reverse=true",
            "getLatestCommit?repo=alice.test", "resolveHandle" })
    void theCatalogTakesAUriThatTheComponentTakes(String uri) {
        EndpointValidationResult result = catalog().validateEndpointProperties("atproto:" + uri);

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(false)).isTrue();
        System.out.println("catalog: taken " + uri);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "createRecord?swapComit=latest | swapComit", "createRecord?maxQueued=many | maxQueued",
            "createRecord?atomic=perhaps | atomic", "createRecord?onExisting=replace | onExisting",
            "listRecords?outputType=all | outputType", "createRecords?account=news | operation",
            "createRecord?maxBlobSize=large | maxBlobSize" })
    void theCatalogRefusesOneThatCannotWorkByTheOptionsName(String uri, String option) {
        EndpointValidationResult result = catalog().validateEndpointProperties("atproto:" + uri);

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.summaryErrorMessage(false)).contains(option);
        System.out.println("catalog: refused " + uri + ", for " + option);
    }

    private static DefaultCamelCatalog catalog() {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("atproto", AtprotoComponent.class.getName(), json());
        return catalog;
    }
}
