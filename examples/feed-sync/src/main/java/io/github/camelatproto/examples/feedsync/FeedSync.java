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

import java.util.Locale;
import java.util.Map;

/**
 * Runs the route {@code feed-to-posts.camel.yaml}: until it is ended, or once. The settings are in
 * {@code application.properties}; the environment and {@code -D} come before them.
 */
public final class FeedSync {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String USAGE = """
            Usage: run [--once] [-Dname=value ...]
              --once          sync once, and exit with 0, or with 1 if anything failed
              -Dname=value    a setting, such as -Dfeed.url=https://example.com/feed.xml
            Settings: feed.url, feed.initialEntries, feed.deleteMissing, feed.period, feed.memory, atproto.service,
            atproto.identifier, atproto.password; or in the environment: FEED_URL, FEED_INITIALENTRIES,
            FEED_DELETEMISSING, FEED_PERIOD, FEED_MEMORY, ATPROTO_SERVICE, ATPROTO_IDENTIFIER, ATPROTO_PASSWORD.""";

    private FeedSync() {
    }

    /** Exits with 0, 1 if the sync failed, 2 if the arguments are wrong. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        boolean once = false;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.equals("--once")) {
                once = true;
            } else if (argument.startsWith("-D") && equals > 2) {
                System.setProperty(argument.substring(2, equals), argument.substring(equals + 1));
            } else {
                System.err.println(USAGE);
                return argument.equals("--help") ? 0 : WRONG_USAGE;
            }
        }
        try {
            // the bundled feed is there to be seen; of another, what is there already is passed over
            Sync sync = new Sync(isGiven("feed.url") ? Map.of() : Map.of("feed.initialEntries", "all"), "");
            if (once) {
                return sync.once() ? 0 : FAILED;
            }
            return sync.untilEnded();
        } catch (Exception e) {
            System.err.println("feed-sync: " + Sync.reason(e));
            return FAILED;
        }
    }

    private static boolean isGiven(String setting) {
        return System.getProperty(setting) != null || System.getenv(setting.toUpperCase(Locale.ROOT).replace('.', '_')) != null;
    }
}
