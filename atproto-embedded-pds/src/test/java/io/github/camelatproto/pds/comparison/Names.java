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
package io.github.camelatproto.pds.comparison;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * What the things that every PDS calls its own way are called in the comparison: the DID of alice is
 * <code>${alice}</code>, and what a PDS makes up as it goes (commits, TIDs, token ids) is numbered as it comes up, so
 * that two answers are the same only if they speak of the same one.
 */
final class Names {
    private static final Pattern HOLE = Pattern.compile("\\$\\{([\\w.]+)}");
    private static final Pattern JWT = Pattern.compile("(eyJ[\\w-]+)\\.(eyJ[\\w-]+)\\.[\\w-]+");
    private static final Pattern CID = Pattern.compile("bafyrei[2-7a-z]{52}");
    /** Of 2024 or later: the requests have older ones. */
    private static final Pattern NEW_TID = Pattern.compile("\\b3[l-z][2-7a-z]{11}\\b");
    private static final Pattern PUBLIC_KEY = Pattern.compile("\\bz[1-9A-HJ-NP-Za-km-z]{47,}\\b");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> commits = new HashMap<>();
    private final Map<String, String> tids = new HashMap<>();
    private final Map<String, String> tokenIds = new HashMap<>();

    void put(String name, String value) {
        values.put(name, value);
    }

    String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("Nothing is called " + name);
        }
        return value;
    }

    /** Puts what this PDS calls them where a text has names. */
    String fill(String text) {
        return replace(HOLE, text, hole -> get(hole.group(1)));
    }

    /** Puts names where an answer has what only this PDS calls so. */
    Answer neutral(Answer answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers().forEach((name, value) -> headers.put(name, neutral(value, false)));
        return new Answer(answer.status(), headers, neutral(answer.body(), answer.status() < 400));
    }

    /** Only a success is about something new. */
    private JsonNode neutral(JsonNode json, boolean success) {
        if (json.isTextual()) {
            return TextNode.valueOf(neutral(json.textValue(), success));
        } else if (json.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            json.forEach(item -> array.add(neutral(item, success)));
            return array;
        } else if (json.isObject()) {
            learnCommit(json);
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(field -> object.set(field.getKey(), neutral(field.getValue(), success)));
            return object;
        }
        return json;
    }

    /** A CID beside a rev is that of a commit, the newest so far. */
    private void learnCommit(JsonNode json) {
        String cid = json.path("cid").asText();
        String rev = json.path("rev").asText();
        if (!cid.isEmpty() && !rev.isEmpty()) {
            number(commits, "commit", cid);
            put("commit", cid);
            put("rev", rev);
        }
    }

    private String neutral(String text, boolean success) {
        String neutral = replace(JWT, text, jwt -> decoded(jwt.group(1)) + claims(decoded(jwt.group(2))));
        for (Map.Entry<String, String> own : values.entrySet()) {
            if (own.getValue().startsWith("did:plc:") || own.getValue().startsWith("http://")) {
                neutral = neutral.replace(own.getValue(), "${" + own.getKey() + "}");
            }
        }
        neutral = replace(CID, neutral, cid -> commits.getOrDefault(cid.group(), cid.group()));
        neutral = replace(NEW_TID, neutral, tid -> success
                ? number(tids, "tid", tid.group())
                : tids.getOrDefault(tid.group(), "<new tid>"));
        return replace(PUBLIC_KEY, neutral, key -> "<public key>");
    }

    /** With the lifetime for the times. */
    private String claims(JsonNode payload) {
        ObjectNode claims = payload.deepCopy();
        claims.put("exp", claims.path("exp").asLong() - claims.path("iat").asLong()).put("iat", 0);
        if (claims.has("jti")) {
            claims.put("jti", number(tokenIds, "token", claims.path("jti").asText()));
        }
        return claims.toString();
    }

    private static JsonNode decoded(String base64) {
        return Bodies.json(Base64.getUrlDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String number(Map<String, String> numbers, String kind, String value) {
        return numbers.computeIfAbsent(value, unseen -> "<" + kind + " " + (numbers.size() + 1) + ">");
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> replacement) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
    }
}
