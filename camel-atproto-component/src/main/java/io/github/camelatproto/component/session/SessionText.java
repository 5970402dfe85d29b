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
package io.github.camelatproto.component.session;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DataModelException;
import io.github.camelatproto.syntax.Did;

/** How stores write a session, and under which name. */
final class SessionText {

    private SessionText() {
    }

    /** A name of 59 characters that any file system and any column takes, however long the account's key is. */
    static String name(String account) {
        return Cid.ofRaw(account.getBytes(StandardCharsets.UTF_8)).toString();
    }

    static byte[] write(Session session) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("did", session.did().toString());
        json.put("handle", session.handle());
        json.put("pds", session.pds().toString());
        json.put("accessJwt", session.accessJwt());
        json.put("refreshJwt", session.refreshJwt());
        return AtJson.writeBytes(json);
    }

    /**
     * @throws IllegalArgumentException if it is no session; the message holds nothing of it
     */
    static Session read(byte[] json) {
        Object parsed;
        try {
            parsed = AtJson.parse(json);
        } catch (DataModelException e) {
            throw new IllegalArgumentException("it is no JSON, or cut off");
        }
        if (!(parsed instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        return new Session(
                Did.parse(text(map, "did")), text(map, "handle"), URI.create(text(map, "pds")), text(map, "accessJwt"),
                text(map, "refreshJwt"));
    }

    private static String text(Map<?, ?> json, String member) {
        if (json.get(member) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("it has no " + member);
    }
}
