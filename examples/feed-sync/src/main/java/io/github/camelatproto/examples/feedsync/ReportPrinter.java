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
package io.github.camelatproto.examples.feedsync;

import java.util.List;
import java.util.stream.Stream;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.social.feed.FeedEntry;
import io.github.camelatproto.social.feed.FeedReport;
import io.github.camelatproto.social.post.Graphemes;
import io.github.camelatproto.social.post.RichText;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Prints what every run of the route has written: a line a record, and a line with the numbers. */
final class ReportPrinter extends EventNotifierSupport {

    private static final int TITLE_WIDTH = 44;
    private static final int CID_END = 8;

    private final String lastLine;

    private ReportPrinter(String lastLine) {
        this.lastLine = lastLine;
    }

    /** Makes a printer listen before the routes start. */
    static final class Installer extends MainListenerSupport {

        private final String lastLine;

        /** @param lastLine is printed after each report, if it is not empty */
        Installer(String lastLine) {
            this.lastLine = lastLine;
        }

        @Override
        public void beforeConfigure(BaseMainSupport main) {
            main.getCamelContext().getManagementStrategy().addEventNotifier(new ReportPrinter(lastLine));
        }
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.ExchangeCompleted || event.getType() == CamelEvent.Type.ExchangeFailed;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeEvent ended && ended.getExchange().getMessage().getBody() instanceof FeedReport report) {
            print(report);
        }
    }

    private void print(FeedReport report) {
        List<FeedReport.Result> results = Stream.concat(report.written().stream(), report.changed().stream()).toList();
        if (!results.isEmpty()) {
            int width = results.stream().mapToInt(result -> result.uri().toString().length()).max().orElse(0);
            System.out.println(row(width, "record", "CID", "entry"));
            results.forEach(result -> System.out.println(row(width, result)));
        }
        if (report.failure() == null) {
            System.out.println(report);
        }
        if (!lastLine.isEmpty()) {
            System.out.println(lastLine);
        }
    }

    private static String row(int width, FeedReport.Result result) {
        FeedEntry entry = result.entry();
        String name = entry.title().isEmpty() ? entry.summary() : entry.title();
        return row(
                width, result.uri().toString(), end(result.cid()),
                Graphemes.fit(name.isEmpty() ? entry.name() : name, TITLE_WIDTH, RichText.MAX_BYTES));
    }

    private static String row(int width, String uri, String cid, String name) {
        return String.format("%-" + width + "s  %-11s  %s", uri, cid, name);
    }

    /** CIDs begin alike. */
    private static String end(Cid cid) {
        String text = cid.toString();
        return "..." + text.substring(text.length() - CID_END);
    }
}
