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
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelatproto.reference.ReferencePds;
import io.github.camelatproto.social.feed.SyncReport;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** The YAML route as it lies in the jar, started with camel-main as a user does it, without its timer unless told. */
final class RunningRoute implements AutoCloseable {

    private final Main main = new Main();
    private final AtomicInteger runs = new AtomicInteger();
    private final ProducerTemplate template;

    private RunningRoute(String feed, URI service, ReferencePds.Account account, Path memory, String timerPeriod)
                                                                                                                  throws Exception {
        main.configure().withRoutesIncludePattern("classpath:routes/feed-to-repo.camel.yaml");
        main.addProperty("feed.url", feed);
        main.addProperty("feed.memory", memoryUrl(memory));
        main.addProperty("feed.timer", String.valueOf(!timerPeriod.isEmpty()));
        main.addProperty("feed.period", timerPeriod.isEmpty() ? "300000" : timerPeriod);
        main.addProperty("atproto.service", service.toString());
        main.addProperty("atproto.identifier", account.handle());
        main.addProperty("atproto.password", account.password());
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport starting) {
                starting.getCamelContext().getManagementStrategy().addEventNotifier(new RunCounter());
            }
        });
        main.start();
        template = main.getCamelContext().createProducerTemplate();
    }

    private final class RunCounter extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            if (event.getType() == CamelEvent.Type.ExchangeCompleted) {
                runs.incrementAndGet();
            }
        }
    }

    static RunningRoute start(String feed, ReferencePds pds, ReferencePds.Account account, Path memory) throws Exception {
        return new RunningRoute(feed, pds.url(), account, memory, "");
    }

    static RunningRoute startWithTimer(
            String feed, ReferencePds pds, ReferencePds.Account account, Path memory, String period)
            throws Exception {
        return new RunningRoute(feed, pds.url(), account, memory, period);
    }

    static String memoryUrl(Path memory) {
        return "jdbc:h2:file:" + memory.toAbsolutePath();
    }

    /** How many exchanges ended without an exception, which those of the timer always do. */
    int runs() {
        return runs.get();
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    /** Runs the sync once; the exchange has the report as its body, or its exception. */
    Exchange sync() {
        return template.send("direct:feed-to-repo", exchange -> {
        });
    }

    /** Runs the sync once more, on an exchange that others have used. */
    Exchange sync(Exchange used) {
        return template.send("direct:feed-to-repo", used);
    }

    /** Runs the sync once, which must succeed. */
    SyncReport synced() {
        Exchange exchange = sync();
        if (exchange.getException() != null) {
            throw new AssertionError("The sync failed", exchange.getException());
        }
        return exchange.getMessage().getBody(SyncReport.class);
    }

    @Override
    public void close() {
        main.stop();
    }
}
