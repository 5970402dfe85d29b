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
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The settings that are not the route's, with the names and the order of those that are: {@code -D}, then the
 * environment.
 */
final class Settings {

    private static final int PORT = 61616;

    private Settings() {
    }

    /** The URL of a broker that is there already, null if there is none. */
    static @Nullable String broker() {
        return text("queue.broker");
    }

    /** The port of the embedded broker. */
    static int port() {
        String port = text("queue.port");
        try {
            return port == null ? PORT : Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("queue.port is '" + port + "', which is no port", e);
        }
    }

    /** The folder of the embedded broker, and of the demo. */
    static Path data() {
        return Path.of(or("queue.data", "data")).toAbsolutePath().normalize();
    }

    /** The queue that messages are sent to. */
    static String queue() {
        return or("queue.name", "orders");
    }

    /** Of the broker; may be empty. */
    static String user() {
        return or("queue.user", "");
    }

    /** Of the broker; may be empty. */
    static String password() {
        return or("queue.password", "");
    }

    private static String or(String name, String other) {
        String text = text(name);
        return text == null ? other : text;
    }

    private static @Nullable String text(String name) {
        String property = System.getProperty(name);
        return property != null ? property : System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_'));
    }
}
