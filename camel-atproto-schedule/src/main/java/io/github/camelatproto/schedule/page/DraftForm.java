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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** A draft as a form has it. */
final class DraftForm {

    private static final String[] TEXTS = {
            "id", "account", "at", "cron", "zone", "missed", "window", "text", "languages", "labels",
            "replies" };
    private static final int PICTURES = 4;
    /** What a field for a date and a time can show. */
    private static final Pattern LOCAL = Pattern.compile("|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?");

    private DraftForm() {
    }

    /** The draft of a form that was sent. */
    static Map<String, Object> draft(Map<String, String> form) {
        Map<String, Object> draft = new LinkedHashMap<>();
        for (String name : TEXTS) {
            String value = form.getOrDefault(name, "").strip().replace("\r\n", "\n");
            if (!value.isEmpty()) {
                draft.put(name, value);
            }
        }
        draft.putIfAbsent("id", UUID.randomUUID().toString());
        draft.put("thread", form.containsKey("thread"));
        draft.put("card", form.containsKey("card"));
        draft.put("hold", form.containsKey("hold"));
        draft.put("quotable", !form.containsKey("unquotable"));
        List<Map<String, String>> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            String file = form.getOrDefault("picture" + i, "").strip();
            if (!file.isEmpty()) {
                pictures.add(Map.of("file", file, "alt", form.getOrDefault("alt" + i, "").strip()));
            }
        }
        if (!pictures.isEmpty()) {
            draft.put("pictures", pictures);
        }
        return draft;
    }

    /**
     * What a form shows of a draft.
     *
     * @param accounts the names that there are
     * @param files    the pictures that there are
     */
    static Map<String, Object> form(Map<String, ?> draft, List<String> accounts, List<String> files) {
        Map<String, Object> form = new LinkedHashMap<>();
        for (String name : TEXTS) {
            form.put(name, draft.containsKey(name) ? plain(draft.get(name)) : "");
        }
        form.put("isLocal", LOCAL.matcher(String.valueOf(form.get("at"))).matches());
        form.put("thread", isSet(draft, "thread", false));
        form.put("card", isSet(draft, "card", true));
        form.put("hold", isSet(draft, "hold", false));
        form.put("unquotable", !isSet(draft, "quotable", true));
        form.put("accounts", choices(accounts, String.valueOf(form.get("account"))));
        form.put("policies", choices(List.of("publish", "skip", "hold"), String.valueOf(form.get("missed"))));
        List<Map<String, Object>> pictures = new ArrayList<>();
        List<?> chosen = draft.get("pictures") instanceof List<?> list
                ? list : draft.get("pictures") == null ? List.of() : List.of(draft.get("pictures"));
        for (int i = 0; i < PICTURES; i++) {
            Object picture = i < chosen.size() ? chosen.get(i) : "";
            Object file = picture instanceof Map<?, ?> map ? map.get("file") : picture;
            Object alt = picture instanceof Map<?, ?> map ? map.get("alt") : "";
            pictures.add(Map.of(
                    "number", i, "label", i + 1, "alt", alt == null ? "" : alt, "files", choices(files, String.valueOf(file))));
        }
        form.put("pictures", pictures);
        return form;
    }

    private static String plain(Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList()) : String.valueOf(value);
    }

    private static boolean isSet(Map<String, ?> draft, String name, boolean otherwise) {
        return draft.containsKey(name) ? Boolean.parseBoolean(String.valueOf(draft.get(name))) : otherwise;
    }

    private static List<Map<String, Object>> choices(List<String> names, String chosen) {
        List<Map<String, Object>> choices = new ArrayList<>();
        for (String name : names) {
            choices.add(Map.of("name", name, "isChosen", name.equals(chosen)));
        }
        return choices;
    }
}
