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

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.camelatproto.files.FileReport;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

/**
 * The YAML route for files as it lies in the jar, started with camel-main by properties alone, as a user does it. Keeps
 * what it reported.
 */
final class FileRoutes implements AutoCloseable {

    private final Main main;
    private final List<FileReport> reports = new CopyOnWriteArrayList<>();

    private FileRoutes(Main main) throws Exception {
        this.main = main;
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:report").process(exchange -> reports.add(exchange.getMessage().getBody(FileReport.class)));
            }
        });
        main.start();
    }

    /** Collects what a configuration file would say. */
    static final class Configuration {

        private final Map<String, String> properties = new LinkedHashMap<>();

        /** @param options of the route, as name=value */
        Configuration(Path memory, URI service, Path folder, String... options) {
            properties.put("import.memory", "jdbc:h2:file:" + memory.toAbsolutePath() + ";WRITE_DELAY=0");
            properties.put("camel.component.atproto.accounts[news].service", service.toString());
            properties.put("camel.component.atproto.accounts[news].identifier", "news.test");
            properties.put("camel.component.atproto.accounts[news].password", "secret");
            route("things", folder, options);
        }

        /** It is remembered elsewhere. */
        Configuration memory(String jdbcUrl) {
            properties.put("import.memory", jdbcUrl);
            return this;
        }

        /** Another folder. */
        Configuration route(String name, Path folder, String... options) {
            String route = "camel.routeTemplate[" + name + "].";
            properties.put(route + "templateId", "files-to-repo");
            properties.put(route + "name", name);
            properties.put(route + "folder", folder.toString());
            properties.put(route + "account", "news");
            properties.put(route + "collection", "com.example.thing");
            properties.put(route + "report", "direct:report");
            properties.put(route + "period", "100");
            properties.put(route + "quiet", "300");
            for (String option : options) {
                properties.put(route + option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
            }
            return this;
        }

        FileRoutes start() throws Exception {
            Main main = new Main();
            main.configure().withRoutesIncludePattern("classpath:routes/files-to-repo.camel.yaml");
            main.configure().setAutoConfigurationLogSummary(false);
            properties.forEach(main::addProperty);
            return new FileRoutes(main);
        }
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** What was reported so far. */
    List<FileReport> reports() {
        return reports;
    }

    @Override
    public void close() {
        main.stop();
    }
}
