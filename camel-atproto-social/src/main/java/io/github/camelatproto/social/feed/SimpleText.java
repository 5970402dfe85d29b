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
package io.github.camelatproto.social.feed;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;

/** An expression or predicate in the Simple language on entries: {@code ${body.title}} is the entry's title. */
final class SimpleText {

    private final String text;

    SimpleText(String text) {
        this.text = text;
    }

    String of(FeedEntry entry, CamelContext context) {
        Expression expression = simple(context).createExpression(text);
        expression.init(context);
        String result = expression.evaluate(exchange(entry, context), String.class);
        return result == null ? "" : result.strip();
    }

    boolean matches(FeedEntry entry, CamelContext context) {
        Predicate predicate = simple(context).createPredicate(text);
        predicate.init(context);
        return predicate.matches(exchange(entry, context));
    }

    private static Language simple(CamelContext context) {
        return context.resolveLanguage("simple");
    }

    private static Exchange exchange(FeedEntry entry, CamelContext context) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(entry);
        return exchange;
    }
}
