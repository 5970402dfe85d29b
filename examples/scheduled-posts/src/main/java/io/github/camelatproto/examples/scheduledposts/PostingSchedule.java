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

import org.apache.camel.main.Main;

/**
 * Runs the ready-made route {@code scheduled-posts} until it is ended. The settings are in
 * {@code application.properties}; the environment and {@code -D} come before them.
 */
public final class PostingSchedule {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String USAGE = """
            Usage: run [--demo] [-Dname=value ...]
              --demo          with a PDS in this process, an account on it, and some entries
              -Dname=value    a setting, such as -Dschedule.zone=Europe/Berlin
            Settings: those at the head of scheduled-posts.camel.yaml, and atproto.service, atproto.identifier,
            atproto.password; or in the environment: ATPROTO_SERVICE, ATPROTO_IDENTIFIER, ATPROTO_PASSWORD, ...""";

    private PostingSchedule() {
    }

    /** Exits with 0, 1 if it cannot start, 2 if the arguments are wrong. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        boolean isDemo = false;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.equals("--demo")) {
                isDemo = true;
            } else if (argument.startsWith("-D") && equals > 2) {
                System.setProperty(argument.substring(2, equals), argument.substring(equals + 1));
            } else {
                System.err.println(USAGE);
                return argument.equals("--help") ? 0 : WRONG_USAGE;
            }
        }
        try {
            Main main = new Main();
            main.configure().setAutoConfigurationLogSummary(false);
            if (isDemo) {
                return new Demo(main).run();
            }
            main.run();
            return main.getExitCode();
        } catch (Exception e) {
            System.err.println("scheduled-posts: " + reason(e));
            return FAILED;
        }
    }

    /** Camel wraps what went wrong at the start, and the innermost says it. */
    private static String reason(Throwable error) {
        return error.getCause() == null ? String.valueOf(error.getMessage()) : reason(error.getCause());
    }
}
