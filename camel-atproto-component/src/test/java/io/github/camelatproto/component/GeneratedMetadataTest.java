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
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.tooling.model.JsonMapper;
import org.junit.jupiter.api.Test;

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
                        "createRecord", "putRecord", "deleteRecord", "applyWrites", "uploadBlob", "getRecord", "listRecords",
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

    @Test
    void theCatalogValidatesAnEndpointUri() {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent("atproto", AtprotoComponent.class.getName(), json());

        assertThat(catalog.validateEndpointProperties(
                "atproto:createRecord?service=https://x.example&collection=com.example.thing&swapCommit=latest").isSuccess())
                .isTrue();
        assertThat(catalog.validateEndpointProperties("atproto:createRecord?swapComit=latest").getUnknown())
                .containsExactly("swapComit");
    }
}
