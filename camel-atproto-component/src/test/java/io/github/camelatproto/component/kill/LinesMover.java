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
package io.github.camelatproto.component.kill;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.camelatproto.component.AtprotoConstants;
import io.github.camelatproto.component.H2Batches;
import io.github.camelatproto.component.WritesAggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/**
 * Moves the lines of a file into a repo, through batches in a database. When it is killed, the file is read again from
 * its first line, and what was in a batch comes again in another.
 */
public final class LinesMover {

    static final String FILE = "lines.jsonl";

    private LinesMover() {
    }

    /** Takes the PDS and the folder of file and database. */
    public static void main(String[] args) throws Exception {
        Child.dieWithParent();
        Path folder = Path.of(args[1]);
        WritesAggregationStrategy strategy = new WritesAggregationStrategy();
        strategy.setCollection(Job.COLLECTION);
        strategy.setMaxWritesPerCommit(25);
        CamelContext context = new DefaultCamelContext();
        try (H2Batches batches = new H2Batches(folder.resolve("batches"))) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("file:" + folder + "?initialDelay=0&delay=100&fileName=" + FILE)
                            .split(body().tokenize("\n")).streaming()
                            .setHeader(AtprotoConstants.IDEMPOTENCY_KEY,
                                    simple("${file:name}#${exchangeProperty.CamelSplitIndex}"))
                            .aggregate(constant("alice"), strategy)
                            .aggregationRepository(batches.repository())
                            .completionTimeout(500).completionTimeoutCheckerInterval(100)
                            // the file is read no faster than its lines are written
                            .executorService(new SynchronousExecutorService())
                            .throttle(4).concurrentRequestsMode()
                            .to("atproto:applyWrites?atomic=false&" + Child.account(args[0]));
                }
            });
            context.start();
            Child.await(() -> !Files.exists(folder.resolve(FILE)) && batches.open() + batches.unconfirmed() == 0);
            context.stop();
        }
    }
}
