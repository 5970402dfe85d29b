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
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the arguments and the environment say, in this order.
 *
 * @param arguments the settings among the arguments, by their names
 */
record Settings(Map<String, String> arguments) {

    private static final int PORT = 61616;

    Settings {
        arguments = Map.copyOf(arguments);
    }

    /** The same, with others in place of what the arguments say. */
    Settings with(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(arguments);
        all.putAll(others);
        return new Settings(all);
    }

    /** The URL of a broker that is there already, null if there is none. */
    @Nullable
    String broker() {
        return text("queue.broker");
    }

    /** The port of the embedded broker. */
    int port() {
        String port = text("queue.port");
        try {
            return port == null ? PORT : Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("queue.port is '" + port + "', which is no port", e);
        }
    }

    /** The folder of the embedded broker, and of the demo. */
    Path data() {
        return Path.of(or("queue.data", "data")).toAbsolutePath().normalize();
    }

    /** The queue that messages are sent to. */
    String queue() {
        return or("queue.name", "orders");
    }

    /** Of the broker; may be empty. */
    String user() {
        return or("queue.user", "");
    }

    /** Of the broker; may be empty. */
    String password() {
        return or("queue.password", "");
    }

    private String or(String name, String other) {
        String text = text(name);
        return text == null ? other : text;
    }

    private @Nullable String text(String name) {
        String argument = arguments.get(name);
        return argument != null ? argument : System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_'));
    }

    /** Without the values, of which one may be secret. */
    @Override
    public String toString() {
        return "Settings" + arguments.keySet();
    }
}
