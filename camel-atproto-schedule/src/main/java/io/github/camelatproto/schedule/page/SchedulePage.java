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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.camelatproto.schedule.Entry;
import io.github.camelatproto.schedule.EntryConflictException;
import io.github.camelatproto.schedule.EntryState;
import io.github.camelatproto.schedule.Happening;
import io.github.camelatproto.schedule.InvalidEntryException;
import io.github.camelatproto.schedule.NoSuchEntryException;
import io.github.camelatproto.schedule.Schedule;
import io.github.camelatproto.schedule.ScheduledPosts;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page of a schedule for people, and below {@code api/} its interface for programs, as a bean behind a
 * {@code platform-http} endpoint that takes all below its path. The setters are to be called before it is used; then it
 * is thread-safe.
 */
public final class SchedulePage {

    private static final Logger LOG = LoggerFactory.getLogger(SchedulePage.class);
    private static final int MOST = 200;
    private static final int MOST_A_MONTH = 1_000;
    private static final Map<String, String> RESOURCES = Map.of("page.css", "text/css", "page.js", "text/javascript");

    private final ScheduledPosts posts;
    private final Templates templates = new Templates("list", "month", "entry", "compose", "login", "message");
    private final Clock clock = Clock.systemUTC();
    private String path = "/schedule";
    private String host = "localhost";
    private String password = "";
    private @Nullable Access access;

    /** @param posts the schedule that it shows */
    public SchedulePage(ScheduledPosts posts) {
        this.posts = posts;
    }

    /**
     * Where the page is on its server.
     *
     * @param path begins with a slash; {@code /schedule} unless set
     */
    public void setPath(String path) {
        this.path = path;
    }

    /**
     * The address on which its server listens.
     *
     * @param host {@code localhost} unless set; with another one a password is needed
     */
    public void setHost(String host) {
        this.host = host;
    }

    /**
     * What people log in with, and programs bring along as {@code Authorization: Bearer}.
     *
     * @param password none unless set, which is for this machine only
     */
    public void setPassword(String password) {
        this.password = password;
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if anybody could reach the page
     */
    public void start() {
        access = new Access(host, password, clock);
    }

    /** Answers a request. */
    public void handle(Exchange exchange) {
        PageAnswer answer;
        boolean isApi = false;
        try {
            PageRequest request = PageRequest.of(exchange, path);
            isApi = request.path().startsWith("/api/");
            answer = answer(request);
        } catch (PageException e) {
            answer = failed(isApi, e.status(), e.getMessage());
        } catch (InvalidEntryException e) {
            answer = failed(isApi, 400, e.getMessage());
        } catch (NoSuchEntryException e) {
            answer = failed(isApi, 404, e.getMessage());
        } catch (EntryConflictException e) {
            answer = failed(isApi, 409, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The page of the schedule fails: {}", e.getMessage(), e);
            answer = failed(isApi, 500, "That did not work, and the log of the schedule says why");
        }
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        message.setHeader(Exchange.CONTENT_TYPE, answer.type());
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("Referrer-Policy", "same-origin");
        message.setHeader("Content-Security-Policy",
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self';"
                                                     + " frame-ancestors 'none'; base-uri 'none'");
        answer.headers().forEach(message::setHeader);
        message.setBody(answer.content());
    }

    private PageAnswer failed(boolean isApi, int status, String message) {
        return isApi
                ? ScheduleApi.error(status, message)
                : PageAnswer.html(status, templates.render("message", Map.of("base", path, "message", message)));
    }

    private PageAnswer answer(PageRequest request) {
        Access gate = access();
        String local = request.path().substring(1);
        if (RESOURCES.containsKey(local) && !request.isWrite()) {
            return new PageAnswer(200, RESOURCES.get(local) + "; charset=utf-8", Map.of(), Templates.resource(local));
        }
        Visit visit = gate.visit(request);
        if (visit == null) {
            return local.equals("login") && request.method().equals("POST")
                    ? login(gate, request) : loginPage(request, local, "");
        }
        boolean isApi = local.startsWith("api/");
        if (request.isWrite()) {
            String csrf = isApi ? request.header("x-csrf") : request.form().get("csrf");
            gate.checkWrite(request, visit, csrf == null ? "" : csrf);
        }
        if (isApi) {
            return api().answer(request, local.substring("api/".length()));
        }
        PageAnswer answer = page(request, local, visit);
        return request.cookie("schedule").filter(visit.token()::equals).isPresent()
                ? answer : answer.with("Set-Cookie", Access.cookie(visit, path));
    }

    private PageAnswer page(PageRequest request, String local, Visit visit) {
        Map<String, Object> model = new HashMap<>();
        model.put("base", path);
        model.put("csrf", visit.csrf());
        model.put("hasPassword", access().hasPassword());
        return switch (request.method() + " " + local) {
            case "GET " -> coming(model);
            case "GET month" -> month(model, request.query());
            case "GET past" -> past(model);
            case "GET failed" -> failed(model);
            case "GET new" -> compose(model, Map.of("zone", zone().getId(), "missed", "publish", "window", "PT6H"), "");
            case "GET entry" -> entry(model, request.query().getOrDefault("id", ""));
            case "GET edit" -> compose(model, schedule().entry(request.query().getOrDefault("id", "")).draft().source(), "");
            case "POST entry" -> save(model, request.form());
            case "POST act" -> act(request.form());
            case "POST logout" -> logout(visit);
            default -> throw new PageException(404, "There is no such page");
        };
    }

    private PageAnswer coming(Map<String, Object> model) {
        model.put("title", "What is coming");
        model.put("isComing", true);
        List<Entry> entries = new ArrayList<>(schedule().in(EntryState.PUBLISHING, MOST));
        entries.addAll(schedule().in(EntryState.SCHEDULED, MOST));
        model.put("entries", EntryView.all(entries));
        model.put("held", EntryView.all(schedule().in(EntryState.HELD, MOST)));
        return PageAnswer.html(200, templates.render("list", model));
    }

    private PageAnswer past(Map<String, Object> model) {
        model.put("title", "What went out");
        model.put("isPast", true);
        model.put("happenings", titled(schedule().latest(Happening.Kind.PUBLISHED, MOST)));
        return PageAnswer.html(200, templates.render("list", model));
    }

    private PageAnswer failed(Map<String, Object> model) {
        model.put("title", "What failed, and why");
        model.put("isFailed", true);
        model.put("entries", EntryView.all(schedule().in(EntryState.FAILED, MOST)));
        model.put("happenings", titled(schedule().latest(Happening.Kind.FAILED, MOST)));
        return PageAnswer.html(200, templates.render("list", model));
    }

    private List<Map<String, Object>> titled(List<Happening> happenings) {
        List<Map<String, Object>> views = EntryView.all(happenings, zone());
        views.forEach(view -> view.put("title", schedule().entry(String.valueOf(view.get("entry"))).draft().content().title()));
        return views;
    }

    private PageAnswer month(Map<String, Object> model, Map<String, String> query) {
        ZoneId zone = zone();
        YearMonth month;
        try {
            month = query.containsKey("m") ? YearMonth.parse(query.get("m")) : YearMonth.now(clock.withZone(zone));
        } catch (DateTimeException e) {
            throw new PageException(400, "A month is written as 2026-12 is");
        }
        Map<LocalDate, List<Map<String, Object>>> days = new TreeMap<>();
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        Instant begin = month.atDay(1).atStartOfDay(zone).toInstant();
        for (EntryState state : List.of(EntryState.SCHEDULED, EntryState.HELD)) {
            for (Entry entry : schedule().in(state, MOST_A_MONTH)) {
                List<Instant> times = times(entry, begin, end);
                for (Instant time : times) {
                    Map<String, Object> view = EntryView.of(entry);
                    view.put("clock", DateTimeFormatter.ofPattern("HH:mm").format(time.atZone(zone)));
                    days.computeIfAbsent(LocalDate.ofInstant(time, zone), day -> new ArrayList<>()).add(view);
                }
            }
        }
        List<Map<String, Object>> weeks = new ArrayList<>();
        LocalDate day = month.atDay(1).minusDays(month.atDay(1).getDayOfWeek().getValue() - 1L);
        while (!day.isAfter(month.atEndOfMonth())) {
            List<Map<String, Object>> week = new ArrayList<>();
            for (int i = 0; i < 7; i++, day = day.plusDays(1)) {
                week.add(Map.of(
                        "number", day.getDayOfMonth(), "date", day.toString(), "isOther", !YearMonth.from(day).equals(month),
                        "entries", days.getOrDefault(day, List.of())));
            }
            weeks.add(Map.of("days", week));
        }
        model.put("title", month.format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH)));
        model.put("isMonth", true);
        model.put("zone", zone.getId());
        model.put("before", month.minusMonths(1).toString());
        model.put("after", month.plusMonths(1).toString());
        model.put("weeks", weeks);
        model.put("isEmpty", days.isEmpty());
        return PageAnswer.html(200, templates.render("month", model));
    }

    private static List<Instant> times(Entry entry, Instant begin, Instant end) {
        List<Instant> times = new ArrayList<>();
        Instant due = entry.due();
        for (Instant time = due; time != null && time.isBefore(end) && times.size() < 100;) {
            if (!time.isBefore(begin)) {
                times.add(time);
            }
            time = entry.draft().timing().isRecurring()
                    ? entry.draft().timing().after(time.isBefore(begin)
                            ? begin.minusMillis(1)
                            : time)
                    : null;
        }
        return times;
    }

    private PageAnswer entry(Map<String, Object> model, String id) {
        Entry entry = schedule().entry(id);
        model.put("title", entry.draft().content().title());
        model.put("entry", EntryView.of(entry));
        List<String> lines = new ArrayList<>();
        entry.draft().source().forEach((key, value) -> lines.add(key + ": " + value));
        model.put("lines", lines);
        model.put("history", EntryView.all(schedule().history(id), entry.draft().timing().zone()));
        return PageAnswer.html(200, templates.render("entry", model));
    }

    private PageAnswer compose(Map<String, Object> model, Map<String, ?> draft, String problem) {
        if (draft.containsKey("record")) {
            throw new PageException(400, "A record is changed by a draft in a file, or by a program");
        }
        model.put("title", draft.containsKey("id") ? "Change" : "Write");
        model.put("isNew", !draft.containsKey("id"));
        model.put("problem", problem.isEmpty() ? null : problem);
        model.put("form", DraftForm.form(draft, posts.accounts(), pictures()));
        return PageAnswer.html(problem.isEmpty() ? 200 : 400, templates.render("compose", model));
    }

    private PageAnswer save(Map<String, Object> model, Map<String, String> form) {
        Map<String, Object> draft = DraftForm.draft(form);
        try {
            Entry saved = schedule().put(draft);
            return PageAnswer.seeOther(path + "/entry?id=" + saved.id());
        } catch (InvalidEntryException | EntryConflictException e) {
            // nothing that was typed is lost
            if (form.getOrDefault("id", "").isBlank()) {
                draft.remove("id");
            }
            return compose(model, draft, e.getMessage());
        }
    }

    private PageAnswer act(Map<String, String> form) {
        Entry entry = api().act(form.getOrDefault("id", ""), form.getOrDefault("action", ""));
        return PageAnswer.seeOther(path + "/entry?id=" + entry.id());
    }

    private PageAnswer loginPage(PageRequest request, String local, String problem) {
        if (local.startsWith("api/")) {
            throw new PageException(401, "Log in on the page, or send the password as Authorization: Bearer");
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("base", path);
        model.put("problem", problem.isEmpty() ? null : problem);
        return PageAnswer.html(request.method().equals("GET") && problem.isEmpty() ? 200 : 401,
                templates.render("login", model));
    }

    private PageAnswer login(Access gate, PageRequest request) {
        try {
            String origin = request.header("origin");
            String from = request.header("host");
            if (origin != null && from != null && !origin.endsWith("//" + from)) {
                throw new PageException(403, "That came from another page");
            }
            Visit visit = gate.login(request, request.form().getOrDefault("password", ""));
            return PageAnswer.seeOther(path + "/").with("Set-Cookie", Access.cookie(visit, path));
        } catch (PageException e) {
            PageAnswer again = loginPage(request, "login", e.getMessage());
            return new PageAnswer(e.status(), again.type(), again.headers(), again.content());
        }
    }

    private PageAnswer logout(Visit visit) {
        access().logout(visit);
        return PageAnswer.seeOther(path + "/");
    }

    private List<String> pictures() {
        Path folder = posts.pictures();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".")).sorted().limit(MOST).toList();
        } catch (IOException e) {
            throw new PageException(500, "The folder of pictures cannot be read: " + e.getMessage());
        }
    }

    private ZoneId zone() {
        return posts.zone();
    }

    private ScheduleApi api() {
        return new ScheduleApi(schedule(), new Preview(posts.trustedHosts()));
    }

    private Schedule schedule() {
        return posts.schedule();
    }

    private Access access() {
        Access known = access;
        if (known == null) {
            throw new IllegalStateException("The page has not been started");
        }
        return known;
    }
}
