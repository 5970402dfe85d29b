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

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with. Immutable.
 *
 * @param status  of HTTP
 * @param type    of the content
 * @param headers besides
 * @param content text, empty for none
 */
record PageAnswer(int status, String type, Map<String, String> headers, String content) {

    static PageAnswer html(int status, String content) {
        return new PageAnswer(status, "text/html; charset=utf-8", Map.of(), content);
    }

    static PageAnswer json(int status, String content) {
        return new PageAnswer(status, "application/json", Map.of(), content);
    }

    /** See another page instead. */
    static PageAnswer seeOther(String path) {
        return new PageAnswer(303, "text/plain", Map.of("Location", path), "");
    }

    PageAnswer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new PageAnswer(status, type, more, content);
    }
}
