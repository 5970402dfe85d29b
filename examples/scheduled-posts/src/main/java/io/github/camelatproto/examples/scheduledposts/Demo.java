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
package io.github.camelatproto.examples.scheduledposts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.github.camelatproto.pds.EmbeddedPds;
import io.github.camelatproto.schedule.Schedule;
import io.github.camelatproto.schedule.ScheduledPosts;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The schedule with a PDS in this process, and a few entries that come soon. */
final class Demo {

    private static final String HANDLE = "newsroom.test";
    private static final String PASSWORD = "scheduled-posts-demo";

    private final Main main;

    Demo(Main main) {
        this.main = main;
    }

    int run() throws Exception {
        Path data = Files.createDirectories(Path.of("data"));
        try (EmbeddedPds pds = EmbeddedPds.builder().port(0).account(HANDLE, PASSWORD).dataFile(data.resolve("pds")).build()
                .start()) {
            System.out.println("A PDS to try things out with, and its page: " + pds.url() + "/");
            main.addOverrideProperty("atproto.service", pds.url().toString());
            main.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeInitialize(BaseMainSupport support) {
                    // Camel takes the environment before the settings, and it may name an account that is none to try things out
                    ((PropertiesComponent) support.getCamelContext().getPropertiesComponent())
                            .setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
                }

                @Override
                public void afterStart(BaseMainSupport started) {
                    ScheduledPosts posts = started.getCamelContext().getRegistry()
                            .lookupByNameAndType("scheduledPosts", ScheduledPosts.class);
                    fill(posts.schedule());
                }
            });
            main.run();
            return main.getExitCode();
        }
    }

    private static void fill(Schedule schedule) {
        Instant soon = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String id = "demo-" + soon.getEpochSecond();
        schedule.put(Map.of(
                "id", id, "at", soon.plusSeconds(10).toString(), "text",
                "Low tide at noon #harbour https://example.com/tides"));
        schedule.put(Map.of(
                "id", id + "-thread", "at", soon.plusSeconds(20).toString(), "thread", true, "replies", "nobody",
                "text", "The eelgrass is back in the bay, and with it the pipefish. ".repeat(12)));
        schedule.put(Map.of("id", "demo-daily", "cron", "0 0 9 * * ?", "text", "Good morning, harbour", "hold", true));
        System.out.println("In ten and in twenty seconds something is posted; drop drafts into the folder drafts.");
    }
}
