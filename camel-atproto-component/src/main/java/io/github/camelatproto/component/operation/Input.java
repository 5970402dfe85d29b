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
package io.github.camelatproto.component.operation;

import java.util.Map;

import io.github.camelatproto.component.commit.SwapRecord;
import io.github.camelatproto.component.exception.InvalidInputException;
import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * A body as the user sent it: its content, and what a whole input object of the lexicon says beside it.
 *
 * @param content    the record, or the list of writes
 * @param isWrites   whether the content was the {@code writes} of an applyWrites input
 * @param repo       as in the lexicon; null where the body was no input object
 * @param collection as in the lexicon
 * @param rkey       as in the lexicon
 * @param validate   as in the lexicon
 * @param swapCommit as in the lexicon
 * @param swapRecord as in the lexicon
 */
record Input(
        Object content, boolean isWrites, @Nullable String repo, @Nullable String collection, @Nullable String rkey,
        @Nullable Boolean validate, @Nullable String swapCommit, @Nullable SwapRecord swapRecord) {

    /** The message says nothing but by its headers. */
    static final Input NONE = new Input("", false, null, null, null, null, null, null);

    static Input of(Object content) {
        if (content instanceof Map<?, ?> map && isWhole(map)) {
            Object writes = map.get("writes");
            Object whole = writes == null ? map.get("record") : writes;
            if (writes != null || (whole != null && map.get("collection") != null)) {
                return whole(map, whole, writes != null);
            }
        }
        return new Input(content, false, null, null, null, null, null, null);
    }

    /** What the input object of a deleteRecord says; any other body says nothing. */
    static Input ofDelete(@Nullable Object content) {
        return content instanceof Map<?, ?> map && isWhole(map) && map.get("collection") != null && map.get("rkey") != null
                ? whole(map, "", false) : NONE;
    }

    /** The same with another content. */
    Input with(Object other) {
        return new Input(other, isWrites, repo, collection, rkey, validate, swapCommit, swapRecord);
    }

    private static boolean isWhole(Map<?, ?> map) {
        return !map.containsKey("$type") && map.get("repo") instanceof String;
    }

    private static Input whole(Map<?, ?> map, Object content, boolean isWrites) {
        return new Input(
                content, isWrites, text(map, "repo"), text(map, "collection"), text(map, "rkey"), validate(map),
                text(map, "swapCommit"), swapRecord(map, "The input object"));
    }

    private static @Nullable String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw unusable(key, value instanceof String ? "a string that is not empty" : "a string");
    }

    private static @Nullable Boolean validate(Map<?, ?> map) {
        Object value = map.get("validate");
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw unusable("validate", "true or false, and no string");
    }

    /**
     * The member {@code swapRecord}: absent, null, or a CID.
     *
     * @param subject whose member it is, for errors
     */
    static @Nullable SwapRecord swapRecord(Map<?, ?> map, String subject) {
        if (!map.containsKey("swapRecord")) {
            return null;
        }
        Object value = map.get("swapRecord");
        if (value == null) {
            return new SwapRecord(null);
        }
        try {
            return new SwapRecord(Cid.parse(String.valueOf(value)));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    subject + "'s swapRecord must be a CID, or null where no record may lie there: " + e.getMessage(), e);
        }
    }

    /** What was asked for is not dropped because it cannot be understood. */
    private static InvalidInputException unusable(String key, String expected) {
        return new InvalidInputException("The input object's " + key + " must be " + expected + ", or absent");
    }
}
