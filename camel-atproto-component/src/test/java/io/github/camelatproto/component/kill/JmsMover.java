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

import java.nio.file.Path;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** Moves the messages of a queue into a repo, until there are none; until it is killed, that is. */
public final class JmsMover {

    private JmsMover() {
    }

    /** Takes the PDS and the broker's folder. */
    public static void main(String[] args) throws Exception {
        Child.dieWithParent();
        CamelContext context = new DefaultCamelContext();
        try (Broker broker = Broker.start(Path.of(args[1]))) {
            context.addComponent("jms", JmsComponent.jmsComponent(broker.connections()));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("jms:queue:" + Broker.QUEUE + "?transacted=true&lazyCreateTransactionManager=false"
                         + "&concurrentConsumers=8")
                            .to("atproto:createRecord?collection=" + Job.COLLECTION
                                + "&idempotencyKey=${header.JMSMessageID}&" + Child.account(args[0]));
                }
            });
            context.start();
            Child.await(() -> broker.left() == 0);
            context.stop();
        }
        // the broker leaves threads behind, for a minute
        System.exit(0);
    }
}
