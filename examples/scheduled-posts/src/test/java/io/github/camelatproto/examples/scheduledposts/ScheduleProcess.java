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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelatproto.process.JavaProgram;
import org.awaitility.Awaitility;

/** The example in a process of its own, as a user starts it. */
final class ScheduleProcess implements AutoCloseable {

    private final JavaProgram program;
    private final int port;

    private ScheduleProcess(JavaProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @param folder   its working directory
     * @param settings besides the defaults
     */
    static ScheduleProcess start(Path folder, URI pds, Map<String, String> settings) throws IOException {
        int port = JavaProgram.freePort();
        List<String> arguments = new ArrayList<>(
                List.of(
                        "-Datproto.service=" + pds, "-Datproto.identifier=alice.test", "-Datproto.password=secret",
                        "-Dschedule.page.port=" + port));
        settings.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        return new ScheduleProcess(
                JavaProgram.start(PostingSchedule.class.getName(), folder, arguments.toArray(String[]::new)), port);
    }

    /** The address of its page. */
    String page() {
        return "http://localhost:" + port + "/schedule";
    }

    /** Waits until its page is there. */
    void awaitPage() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(page() + "/page.css")).build();
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> http.send(request, BodyHandlers.ofString()).statusCode() == 200);
    }

    /** Waits until nothing is to come, and nothing is being written. */
    void awaitNothingOpen() {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (String state : List.of("scheduled", "publishing")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(page() + "/api/entries?state=" + state)).build();
            Awaitility.await().atMost(Duration.ofMinutes(1))
                    .until(() -> http.send(request, BodyHandlers.ofString()).body().equals("{\"entries\":[]}"));
        }
    }

    /** The posts of the account, as records. */
    @SuppressWarnings("unchecked") // what Jackson makes of an object
    List<Map<String, Object>> posts(URI pds) throws IOException, InterruptedException {
        String page = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(
                pds + "/xrpc/com.atproto.repo.listRecords?repo=alice.test&limit=100&collection=app.bsky.feed.post")).build(),
                BodyHandlers.ofString()).body();
        List<Map<String, Object>> records
                = (List<Map<String, Object>>) new JsonMapper().readValue(page, Map.class).get("records");
        return records.stream().map(record -> (Map<String, Object>) record.get("value")).toList();
    }

    boolean isAlive() {
        return program.isAlive();
    }

    /** The number of its process. */
    long pid() {
        return program.pid();
    }

    /** Ends it as a power cut would. */
    void kill() {
        program.kill();
    }

    @Override
    public void close() {
        program.close();
    }
}
