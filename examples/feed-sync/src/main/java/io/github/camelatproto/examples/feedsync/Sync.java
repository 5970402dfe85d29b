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

import java.util.Map;
import java.util.Objects;

import io.github.camelatproto.social.feed.FeedReport;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Runs the ready-made route {@code feed-to-posts} with the settings of {@code application.properties}. */
final class Sync {

    /** What starts a run where no timer does. */
    static final String START = "direct:feed-to-posts";

    private final Main main = new Main();

    /**
     * @param settings come before all others
     * @param lastLine is printed after each report, if it is not empty
     */
    Sync(Map<String, String> settings, String lastLine) {
        main.configure().setAutoConfigurationLogSummary(false);
        main.addMainListener(new ReportPrinter.Installer(lastLine));
        settings.forEach(main::addOverrideProperty);
    }

    /**
     * Camel takes the environment before the settings, which may name an account that is none to try things out with.
     */
    Sync withoutEnvironment() {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport support) {
                ((PropertiesComponent) support.getCamelContext().getPropertiesComponent())
                        .setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            }
        });
        return this;
    }

    Sync with(RoutesBuilder routes) {
        main.configure().addRoutesBuilder(routes);
        return this;
    }

    /** Syncs once; whether all went well. What did not has been printed. */
    boolean once() throws Exception {
        main.addOverrideProperty("feed.from", START);
        main.start();
        try {
            return Objects.requireNonNull(main.getCamelTemplate().requestBody(START, null, FeedReport.class)).isSuccess();
        } finally {
            main.stop();
        }
    }

    /** Syncs until the process is told to end; the exit code. */
    int untilEnded() throws Exception {
        main.run();
        return main.getExitCode();
    }

    /** Camel wraps what went wrong at the start, and the innermost says it. */
    static String reason(Throwable error) {
        return error.getCause() == null ? String.valueOf(error.getMessage()) : reason(error.getCause());
    }
}
