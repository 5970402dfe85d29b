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

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was set: by the arguments or else in the environment, and by nothing else.
 *
 * @param values by their names
 */
record Settings(Map<String, String> values) {

    private static final int PORT = 61616;
    /** Those that the environment can have, in capitals and with _ for the dot. */
    private static final List<String> NAMES = List.of(
            "queue.broker", "queue.port", "queue.data", "queue.user", "queue.password", "queue.name", "queue.collection",
            "queue.consumers", "queue.deadLetter", "queue.keyHeader", "atproto.service", "atproto.identifier",
            "atproto.password");

    Settings {
        values = Map.copyOf(values);
    }

    static Settings of(Map<String, String> arguments, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        for (String name : NAMES) {
            String value = environment.get(name.toUpperCase(Locale.ROOT).replace('.', '_'));
            if (value != null) {
                values.put(name, value);
            }
        }
        values.putAll(arguments);
        return new Settings(values);
    }

    /** The same, with others in place of what was set. */
    Settings with(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(others);
        return new Settings(all);
    }

    /** The URL of a broker that is there already, null if there is none. */
    @Nullable
    String broker() {
        return values.get("queue.broker");
    }

    /** The port of the embedded broker. */
    int port() {
        String port = values.get("queue.port");
        try {
            return port == null ? PORT : Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("queue.port is '" + port + "', which is no port", e);
        }
    }

    /** The folder of the embedded broker, and of the demo. */
    Path data() {
        return Path.of(values.getOrDefault("queue.data", "data")).toAbsolutePath().normalize();
    }

    /** The queue that messages are sent to. */
    String queue() {
        return values.getOrDefault("queue.name", "orders");
    }

    /** Of the broker; may be empty. */
    String user() {
        return values.getOrDefault("queue.user", "");
    }

    /** Of the broker; may be empty. */
    String password() {
        return values.getOrDefault("queue.password", "");
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
