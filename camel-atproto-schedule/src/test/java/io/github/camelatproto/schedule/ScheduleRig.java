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
package io.github.camelatproto.schedule;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.github.camelatproto.component.AtprotoComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;

/** A schedule on an embedded PDS, and a clock that stands still. */
final class ScheduleRig implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    final SettableClock clock = new SettableClock(NOON);
    private final URI service;
    private final DataSource database;
    private final Path pictures;
    private String password = "secret";
    private CamelContext camel;
    private ScheduledPosts posts;

    ScheduleRig(URI service, DataSource database, Path pictures) {
        this.service = service;
        this.database = database;
        this.pictures = pictures;
        start();
    }

    private void start() {
        camel = new DefaultCamelContext();
        AtprotoComponent component = new AtprotoComponent();
        component.setAccounts(Map.of("news", Map.of(
                "service", service.toString(), "identifier", "alice.test", "password", password)));
        component.getConfiguration().setDeliveryTimeout(2_000);
        camel.addComponent("atproto", component);
        posts = new ScheduledPosts(database);
        posts.setCamelContext(camel);
        posts.setAccount("news");
        posts.setZone("UTC");
        posts.setPictures(pictures.toString());
        posts.setClock(clock);
        camel.start();
        posts.start();
    }

    /** As a process would that ends and starts again. */
    void restart() {
        stop();
        start();
    }

    void restartWith(String changed) {
        password = changed;
        restart();
    }

    private void stop() {
        posts.stop();
        camel.stop();
    }

    Schedule schedule() {
        return posts.schedule();
    }

    Entry put(String id, String text, Instant at) {
        return schedule().put(Map.of("id", id, "text", text, "at", at.toString()));
    }

    /** Fires, and waits until nothing is being written. */
    void fire() {
        posts.fire();
        awaitNothingOpen();
    }

    private void awaitNothingOpen() {
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .until(() -> schedule().in(EntryState.PUBLISHING, 1).isEmpty());
    }

    void fireAfter(Duration duration) {
        clock.advance(duration);
        fire();
    }

    void advance(Duration duration) {
        clock.advance(duration);
    }

    /** What the schedule's health check says. */
    HealthCheck.Result health() {
        return HealthCheckRegistry.get(camel).getCheck("atproto-schedule").orElseThrow().callLiveness();
    }

    void fireWhatWaitsAfter(Duration duration) {
        clock.advance(duration);
        posts.fireWhatWaits();
        awaitNothingOpen();
    }

    List<String> texts() {
        return records("app.bsky.feed.post").stream().map(record -> String.valueOf(record.get("text"))).toList();
    }

    @SuppressWarnings("unchecked") // what the component gives
    List<Map<String, Object>> records(String collection) {
        Map<String, Object> page = camel.createProducerTemplate().requestBody(
                "atproto:listRecords?service=" + service + "&repo=alice.test&limit=100&reverse=true&collection=" + collection,
                null, Map.class);
        return ((List<Map<String, Object>>) page.get("records")).stream()
                .map(record -> (Map<String, Object>) record.get("value")).toList();
    }

    List<Happening.Kind> happened(String id) {
        return schedule().history(id).stream().map(Happening::kind).toList();
    }

    @Override
    public void close() {
        stop();
    }
}
