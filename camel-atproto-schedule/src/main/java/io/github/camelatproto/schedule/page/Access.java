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
package io.github.camelatproto.schedule.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who may do what on the page: everybody on this machine where there is no password, else who has given it. A write has
 * to come from a form of the page, or from a program. Thread-safe.
 */
final class Access {

    private static final String COOKIE = "schedule";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final String password;
    private final Visits visits;
    private final Guesses guesses;

    Access(String host, String password, Clock clock) {
        if (password.isEmpty() && !isLoopback(host)) {
            throw new IllegalArgumentException(
                    "The page of the schedule is to be reached from other machines (" + host
                                               + ") and has no password; set schedule.page.password, or schedule.page.host to"
                                               + " localhost");
        }
        this.password = password;
        this.visits = new Visits(clock);
        this.guesses = new Guesses(clock);
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.strip().toLowerCase(Locale.ROOT));
    }

    boolean hasPassword() {
        return !password.isEmpty();
    }

    /** Whose visit it is; null where a login is needed first. */
    @Nullable
    Visit visit(PageRequest request) {
        checkHost(request);
        String bearer = request.header("authorization");
        if (bearer != null && hasPassword() && bearer.startsWith("Bearer ")) {
            checkPassword(request, bearer.substring("Bearer ".length()).strip());
            return new Visit("", "", Instant.MAX, true);
        }
        return request.cookie(COOKIE).flatMap(visits::of)
                .filter(visit -> !hasPassword() || visit.isLoggedIn())
                .orElseGet(() -> hasPassword() ? null : visits.begin(false));
    }

    /** A page of somebody else that is called as this machine is may not read this one. */
    private void checkHost(PageRequest request) {
        String host = request.header("host");
        if (!hasPassword() && (host == null || !isLoopback(name(host)))) {
            throw new PageException(403, "Without a password this page is shown to this machine only, as http://localhost");
        }
    }

    private static String name(String host) {
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    /** Refuses a write that another page has made the browser send. */
    void checkWrite(PageRequest request, Visit visit, String csrf) {
        String origin = request.header("origin");
        String host = request.header("host");
        if (origin != null && host != null && !origin.endsWith("//" + host)) {
            throw new PageException(403, "That came from another page");
        }
        boolean isProgram = visit.csrf().isEmpty() || (!hasPassword() && request.isOfAProgram());
        if (!isProgram && !Visits.isSame(visit.csrf(), csrf)) {
            throw new PageException(403, "That form is too old; load the page again, and repeat it");
        }
    }

    /** Begins a visit of somebody who knows the password. */
    Visit login(PageRequest request, String given) {
        checkPassword(request, given);
        return visits.begin(true);
    }

    private void checkPassword(PageRequest request, String given) {
        Duration wait = guesses.wait(request.address());
        if (!wait.isZero()) {
            throw new PageException(429, "Too many wrong passwords; try again in " + (wait.toSeconds() + 1) + " seconds");
        }
        if (!Visits.isSame(password, given)) {
            guesses.wrong(request.address());
            throw new PageException(401, "That is not the password");
        }
        guesses.right(request.address());
    }

    void logout(Visit visit) {
        visits.end(visit);
    }

    static String cookie(Visit visit, String path) {
        return COOKIE + "=" + visit.token() + "; Path=" + path + "; Max-Age=" + Visits.LENGTH.toSeconds()
               + "; HttpOnly; SameSite=Strict";
    }
}
