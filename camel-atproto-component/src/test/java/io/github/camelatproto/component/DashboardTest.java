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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The dashboard in {@code docs/grafana} asks for what a run shows to Prometheus, and leaves nothing out. */
class DashboardTest {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(camel_atproto_\\w+)[{]([^}]*)[}]");
    private static final Pattern SELECTOR = Pattern.compile("(camel_atproto_\\w+)[{]([^}]*)[}]");
    private static final Pattern NAME = Pattern.compile("camel_atproto_\\w+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=~?\"");

    private static JsonNode dashboard;
    private static String scraped;

    @BeforeAll
    static void run() throws Exception {
        dashboard = new ObjectMapper().readTree(Path.of("../docs/grafana/camel-atproto.json").toFile());
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (AliceOnEmbeddedPds alice = new AliceOnEmbeddedPds(true)) {
            alice.camel.context().getRegistry().bind("metricsRegistry", registry);
            alice.camel.output(alice.uri("createRecord", "rkey=x"), Map.of("n", 1));
            alice.camel.output(alice.uri("applyWrites", ""), List.of(Map.of("n", 2), Map.of("n", 3)));
            alice.camel.send(alice.uri("createRecord", "rkey=x"), Map.of("n", 2));
            scraped = registry.scrape();
        }
    }

    @AfterAll
    static void say() {
        System.out.println("dashboard: " + panels().count() + " panels, " + expressions().count() + " expressions on "
                           + shown().size() + " names that a run shows");
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<JsonNode> panels() {
        return stream(dashboard.get("panels"));
    }

    private static Stream<String> expressions() {
        return panels().flatMap(panel -> stream(panel.get("targets"))).map(target -> target.get("expr").asText());
    }

    private static Set<String> shown() {
        return SAMPLE.matcher(scraped).results().map(sample -> sample.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> asked() {
        return expressions().flatMap(expression -> NAME.matcher(expression).results()).map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void itAsksOnlyForNamesThatARunShows() {
        assertThat(asked()).isNotEmpty();
        assertThat(shown()).containsAll(asked());
    }

    @Test
    void itShowsEveryMeter() {
        Set<String> meters = shown().stream().map(DashboardTest::meter).collect(Collectors.toCollection(TreeSet::new));

        assertThat(meters).hasSize(9);
        assertThat(asked().stream().map(DashboardTest::meter)).containsAll(meters);
    }

    /** The name without what Prometheus appends for its samples. */
    private static String meter(String sample) {
        return sample.replaceFirst("_(count|sum|max|total)$", "");
    }

    @Test
    void itSelectsByLabelsThatTheNamesHave() {
        Map<String, Set<String>> labels = SAMPLE.matcher(scraped).results().collect(Collectors.toMap(
                sample -> sample.group(1), sample -> labels(sample.group(2)), (one, same) -> one));

        assertThat(expressions().flatMap(expression -> SELECTOR.matcher(expression).results())).isNotEmpty()
                .allSatisfy(selector -> assertThat(labels.get(selector.group(1))).as(selector.group())
                        .containsAll(labels(selector.group(2))));
    }

    private static Set<String> labels(String selector) {
        return LABEL.matcher(selector).results().map(label -> label.group(1)).collect(Collectors.toSet());
    }

    @Test
    void eachExpressionIsOfTheChosenPdsAndTheChosenSource() {
        assertThat(expressions()).allSatisfy(expression -> assertThat(
                NAME.matcher(expression).results().count())
                .as(expression).isEqualTo(Pattern.compile("[{]pds=~\"[$]pds\"").matcher(expression).results().count()));
        assertThat(panels().flatMap(panel -> stream(panel.get("targets")))).allSatisfy(
                target -> assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}"));
        assertThat(stream(dashboard.at("/templating/list")).map(variable -> variable.get("name").asText()))
                .containsExactly("datasource", "pds");
        assertThat(shown()).contains(
                NAME.matcher(dashboard.at("/templating/list/1/query/query").asText()).results().findFirst().orElseThrow()
                        .group());
    }

    @Test
    void noPanelLiesOnAnother() {
        List<String> cells = panels().map(panel -> panel.get("gridPos")).flatMap(DashboardTest::cells).toList();

        assertThat(cells).doesNotHaveDuplicates();
        assertThat(panels().map(panel -> panel.get("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels()).allSatisfy(panel -> assertThat(
                panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt()).isLessThanOrEqualTo(24));
    }

    private static Stream<String> cells(JsonNode position) {
        return Stream.iterate(position.get("x").asInt(), x -> x + 1).limit(position.get("w").asInt())
                .flatMap(x -> Stream.iterate(position.get("y").asInt(), y -> y + 1).limit(position.get("h").asInt())
                        .map(y -> x + "," + y));
    }

    @Test
    void anUnknownOutcomeStandsOut() {
        assertThat(panels()).anySatisfy(panel -> {
            assertThat(panel.at("/targets/0/expr").asText()).contains("verdict=\"unknown\"");
            assertThat(panel.at("/fieldConfig/defaults/thresholds/steps/1/color").asText()).isEqualTo("red");
        });
    }
}
