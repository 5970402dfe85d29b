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
import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.social.feed.FeedReport;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/**
 * The YAML routes for feeds as they lie in the jar, started with camel-main by properties alone, as a user does it.
 * Each has a direct endpoint of its name, if nothing else starts it.
 */
final class FeedRoutes implements AutoCloseable {

    private final Main main;
    private final ProducerTemplate template;

    private FeedRoutes(Main main) throws Exception {
        this.main = main;
        main.start();
        template = main.getCamelContext().createProducerTemplate();
    }

    /** Collects what a configuration file would say. */
    static final class Configuration {

        private final Map<String, String> properties = new LinkedHashMap<>();

        Configuration(Path memory) {
            properties.put("feed.memory", "jdbc:h2:file:" + memory.toAbsolutePath());
        }

        /** It is remembered elsewhere. */
        Configuration memory(String jdbcUrl) {
            properties.put("feed.memory", jdbcUrl);
            return this;
        }

        Configuration account(String name, URI service, String identifier, String password) {
            String account = "camel.component.atproto.accounts[" + name + "].";
            properties.put(account + "service", service.toString());
            properties.put(account + "identifier", identifier);
            properties.put(account + "password", password);
            return this;
        }

        /** @param options as name=value */
        Configuration feed(String template, String routeId, String url, String account, String... options) {
            String route = "camel.routeTemplate[" + routeId + "].";
            properties.put(route + "templateId", template);
            properties.put(route + "name", routeId);
            properties.put(route + "feed", url);
            properties.put(route + "account", account);
            properties.put(route + "from", "direct:" + routeId);
            for (String option : options) {
                properties.put(route + option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
            }
            return this;
        }

        FeedRoutes start() throws Exception {
            Main main = new Main();
            main.configure().withRoutesIncludePattern("classpath:routes/feed-to-*.camel.yaml");
            main.configure().setAutoConfigurationLogSummary(false);
            properties.forEach(main::addProperty);
            return new FeedRoutes(main);
        }
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** Runs a feed once. */
    FeedReport run(String routeId) {
        return Objects.requireNonNull(template.requestBody("direct:" + routeId, null, FeedReport.class));
    }

    @Override
    public void close() {
        main.stop();
    }
}
