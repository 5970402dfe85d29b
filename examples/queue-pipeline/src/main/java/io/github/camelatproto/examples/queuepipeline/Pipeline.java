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
package io.github.camelatproto.examples.queuepipeline;

import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Runs the ready-made route {@code queue-to-repo} with the settings of {@code application.properties}. */
final class Pipeline implements AutoCloseable {

    private final Main main = new Main();

    Pipeline(Settings settings) {
        main.configure().setAutoConfigurationLogSummary(false);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport support) {
                // the settings have what counts of it; Camel would take it before them, also where the demo has its own
                ((PropertiesComponent) support.getCamelContext().getPropertiesComponent())
                        .setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            }
        });
        settings.values().forEach(main::addOverrideProperty);
    }

    /** Starts, and goes on while the caller does something else. */
    void start() throws Exception {
        main.start();
    }

    /**
     * Goes on until the process is told to end; the exit code.
     *
     * @param started is printed when it has started
     */
    int untilEnded(String started) throws Exception {
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport support) {
                System.out.println(started);
            }
        });
        main.run();
        return main.getExitCode();
    }

    /** Camel wraps what went wrong at the start, and the innermost says it. */
    static String reason(Throwable error) {
        return error.getCause() == null ? String.valueOf(error.getMessage()) : reason(error.getCause());
    }

    @Override
    public void close() {
        main.stop();
    }
}
