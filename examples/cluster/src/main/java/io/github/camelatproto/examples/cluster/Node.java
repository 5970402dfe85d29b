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
package io.github.camelatproto.examples.cluster;

import org.apache.camel.main.Main;

/**
 * A node of a cluster, of which any number may run. The settings are in {@code application.properties}; the environment
 * and {@code -D} come before them.
 */
public final class Node {

    private Node() {
    }

    /** Exits with 0, or 1 if it cannot start. */
    public static void main(String[] arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("-D") || equals <= 2) {
                System.err.println("Usage: run [-Dname=value ...], where the names are those of application.properties");
                System.exit(2);
            }
            System.setProperty(argument.substring(2, equals), argument.substring(equals + 1));
        }
        Main main = new Main();
        main.configure().setAutoConfigurationLogSummary(false);
        try {
            main.run();
        } catch (Exception e) {
            System.err.println("node: " + reason(e));
            System.exit(1);
        }
        System.exit(main.getExitCode());
    }

    /** Camel wraps what went wrong at the start, and the innermost says it. */
    private static String reason(Throwable error) {
        return error.getCause() == null ? String.valueOf(error.getMessage()) : reason(error.getCause());
    }
}
