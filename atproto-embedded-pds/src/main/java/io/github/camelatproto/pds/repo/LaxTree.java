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
package io.github.camelatproto.pds.repo;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.error.XrpcError;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in a tree that was read as laxly as the reference PDS reads, and still does not get into a repo.
 */
final class LaxTree {

    private static final Set<String> LEGACY_BLOB = Set.of("cid", "mimeType");

    private LaxTree() {
    }

    /**
     * @param  root      where the tree lies in the caller's input, such as {@code $.record}
     * @throws XrpcError 400 InvalidRequest
     */
    static void refuseFloats(@Nullable Object tree, String root) {
        Fraction found = fraction(tree);
        if (found != null) {
            throw XrpcError.invalidRequest(
                    "Expected one of null, boolean, integer, string, cid, bytes, array or object value type (got "
                                           + found.number() + ") at " + root + found.path());
        }
    }

    /** @throws XrpcError 500, where the encoder of the reference PDS does not know what to do */
    static void refuseHugeIntegers(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.values().forEach(LaxTree::refuseHugeIntegers);
        } else if (tree instanceof List<?> list) {
            list.forEach(LaxTree::refuseHugeIntegers);
        } else if (tree instanceof Double) {
            throw XrpcError.internal(); // an integer within 2^53 - 1 would have been read as such
        }
    }

    /** @throws XrpcError 400 InvalidRequest */
    static void refuseLegacyBlobs(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            if (map.keySet().equals(LEGACY_BLOB) && map.get("cid") instanceof String cid && isCid(cid)
                    && map.get("mimeType") instanceof String mimeType && !mimeType.isEmpty()) {
                throw XrpcError.invalidRequest("Legacy blobs are not allowed (" + cid + ")");
            }
            map.values().forEach(LaxTree::refuseLegacyBlobs);
        } else if (tree instanceof List<?> list) {
            list.forEach(LaxTree::refuseLegacyBlobs);
        }
    }

    /** The first number that is no integer, with the path to it put together on the way back. */
    private static @Nullable Fraction fraction(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                Fraction found = fraction(entry.getValue());
                if (found != null) {
                    return found.under("." + entry.getKey());
                }
            }
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                Fraction found = fraction(list.get(i));
                if (found != null) {
                    return found.under("[" + i + "]");
                }
            }
        } else if (tree instanceof Double number) {
            return number == Math.rint(number) && !Double.isInfinite(number) ? null : new Fraction("", number);
        }
        return null;
    }

    private static boolean isCid(String text) {
        try {
            Cid.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private record Fraction(String path, double number) {

        Fraction under(String step) {
            return new Fraction(step + path, number);
        }
    }
}
