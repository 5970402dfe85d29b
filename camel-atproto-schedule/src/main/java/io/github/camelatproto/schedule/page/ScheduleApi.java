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

import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.schedule.DraftReader;
import io.github.camelatproto.schedule.Entry;
import io.github.camelatproto.schedule.EntryState;
import io.github.camelatproto.schedule.Schedule;

/** The schedule for programs, in JSON; {@code docs/scheduled-posts.md} says what there is. Thread-safe. */
final class ScheduleApi {

    private static final int MOST = 1_000;

    private final Schedule schedule;
    private final Preview preview;
    private final DraftReader reader = new DraftReader();

    ScheduleApi(Schedule schedule, Preview preview) {
        this.schedule = schedule;
        this.preview = preview;
    }

    /** @param path below that of the interface, such as {@code entries/xmas} */
    PageAnswer answer(PageRequest request, String path) {
        if (request.isWrite() && !request.isJson() && !request.body().isEmpty()) {
            throw new PageException(415, "The Content-Type is to be application/json");
        }
        String[] parts = path.split("/", -1);
        return switch (request.method() + " " + parts[0] + "/" + parts.length) {
            case "GET entries/1" -> entries(request);
            case "POST entries/1" -> put(request, "");
            case "GET entries/2" -> ok(EntryView.of(schedule.entry(parts[1])));
            case "PUT entries/2" -> put(request, parts[1]);
            case "DELETE entries/2" -> ok(EntryView.of(schedule.cancel(parts[1])));
            case "GET entries/3" -> history(parts[1], parts[2]);
            case "POST entries/3" -> ok(EntryView.of(act(parts[1], parts[2])));
            case "POST preview/1" -> preview(request);
            case "POST card/1" -> ok(preview.card(text(request)));
            default -> throw new PageException(404, "There is no " + request.method() + " of " + path);
        };
    }

    private PageAnswer entries(PageRequest request) {
        String state = request.query().getOrDefault("state", "scheduled");
        try {
            return ok(Map.of("entries", EntryView.all(
                    schedule.in(EntryState.valueOf(state.toUpperCase(Locale.ROOT)), MOST))));
        } catch (IllegalArgumentException e) {
            throw new PageException(400, "state: there is no such");
        }
    }

    private PageAnswer put(PageRequest request, String id) {
        Map<String, Object> draft = reader.read(id + ".json", request.body());
        if (id.isEmpty() && "".equals(draft.get("id"))) {
            draft.put("id", UUID.randomUUID().toString());
        }
        if (!id.isEmpty() && !id.equals(draft.get("id"))) {
            throw new PageException(400, "id: it is not that of the address");
        }
        return ok(EntryView.of(schedule.put(draft)));
    }

    private PageAnswer history(String id, String what) {
        if (!what.equals("history")) {
            throw new PageException(404, "There is no " + what + " of an entry");
        }
        schedule.entry(id);
        return ok(Map.of("history", EntryView.all(schedule.history(id), ZoneOffset.UTC)));
    }

    /** What a person or a program does with an entry. */
    Entry act(String id, String action) {
        return switch (action) {
            case "hold" -> schedule.hold(id);
            case "release" -> schedule.release(id);
            case "publish" -> schedule.publishNow(id);
            case "cancel" -> schedule.cancel(id);
            default -> throw new PageException(404, "There is no " + action + " of an entry");
        };
    }

    private PageAnswer preview(PageRequest request) {
        return ok(preview.of(text(request), Boolean.TRUE.equals(reader.read(".json", request.body()).get("thread"))));
    }

    private String text(PageRequest request) {
        return String.valueOf(reader.read(".json", request.body()).getOrDefault("text", ""));
    }

    private static PageAnswer ok(Map<String, Object> output) {
        return PageAnswer.json(200, AtJson.write(output));
    }

    static PageAnswer error(int status, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", switch (status) {
            case 401 -> "AuthenticationRequired";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 409 -> "Conflict";
            case 429 -> "RateLimitExceeded";
            case 500 -> "InternalServerError";
            default -> "InvalidRequest";
        });
        error.put("message", message);
        return PageAnswer.json(status, AtJson.write(error));
    }
}
