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
package io.github.camelatproto.routes;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.camel.main.Main;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Every block of the pages on ready-made routes starts as it stands there. */
class RoutePagesTest {

    private static final List<Path> PAGES = List.of(
            Path.of("..", "docs", "feeds-and-posts.md"), Path.of("..", "docs", "files.md"));
    private static final Pattern BLOCK = Pattern.compile("(?m)^```(properties|yaml)\\n(.*?)^```$", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyBlockStarts() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : PAGES) {
            BLOCK.matcher(Files.readString(page)).results().forEach(block -> tests.add(DynamicTest.dynamicTest(
                    page.getFileName() + ", " + block.group(1) + " at " + block.start(), () -> start(block))));
        }
        return tests.stream();
    }

    private void start(MatchResult block) throws Exception {
        Main main = new Main();
        main.configure().setAutoConfigurationLogSummary(false);
        main.addOverrideProperty("feed.memory", "jdbc:h2:mem:feeds");
        main.addOverrideProperty("import.memory", "jdbc:h2:mem:imports");
        int routes;
        // what it makes does not stay
        String text = block.group(2).replaceAll("(folder = |(?<![{])file:)(?:[.]/data/)?(?=\\w)", "$1" + folder + "/");
        if (block.group(1).equals("yaml")) {
            Path file = Files.writeString(folder.resolve("page.camel.yaml"), text);
            main.configure().withRoutesIncludePattern(file.toUri().toString());
            main.addProperty("camel.component.atproto.accounts[news].service", "http://localhost:1");
            main.addProperty("camel.component.atproto.accounts[news].identifier", "news.test");
            main.addProperty("camel.component.atproto.accounts[news].password", "secret");
            routes = (int) Pattern.compile("(?m)^- route:").matcher(block.group(2)).results().count();
        } else {
            Properties properties = new Properties();
            properties.load(new StringReader(text.replaceAll("\\{\\{env:\\w+}}", "secret")));
            properties.forEach((name, value) -> main.addProperty(String.valueOf(name), String.valueOf(value)));
            routes = (int) properties.keySet().stream().filter(name -> name.toString().endsWith(".templateId")).count();
        }
        main.start();
        try {
            assertThat(main.getCamelContext().getRoutes()).hasSize(routes);
        } finally {
            main.stop();
        }
    }
}
