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

import org.apache.camel.main.Main;

/** The YAML route for queues as it lies in the jar, started with camel-main by properties alone, as a user does it. */
final class QueueRoutes implements AutoCloseable {

    static final String QUEUE = "things";
    static final String DEAD_LETTERS = "things.rejected";
    static final String COLLECTION = "com.example.thing";

    private final Main main = new Main();

    private QueueRoutes() {
    }

    /** @param options of the route, as name=value */
    static QueueRoutes start(URI pds, String identifier, String password, String... options) throws Exception {
        QueueRoutes routes = new QueueRoutes();
        Main main = routes.main;
        main.configure().withRoutesIncludePattern("classpath:routes/queue-to-repo.camel.yaml");
        main.configure().setAutoConfigurationLogSummary(false);
        main.addProperty("queue.broker", Broker.URL);
        main.addProperty("camel.component.atproto.accounts[shop].service", pds.toString());
        main.addProperty("camel.component.atproto.accounts[shop].identifier", identifier);
        main.addProperty("camel.component.atproto.accounts[shop].password", password);
        // so that a PDS that is down fails a message soon
        main.addProperty("camel.component.atproto.delivery-timeout", "500");
        routes.option("templateId=queue-to-repo");
        routes.option("queue=" + QUEUE);
        routes.option("account=shop");
        routes.option("collection=" + COLLECTION);
        for (String option : options) {
            routes.option(option);
        }
        main.start();
        return routes;
    }

    private void option(String option) {
        int equals = option.indexOf('=');
        main.addProperty("camel.routeTemplate[things]." + option.substring(0, equals), option.substring(equals + 1));
    }

    boolean isRunning() {
        return main.isStarted();
    }

    @Override
    public void close() {
        main.stop();
    }
}
