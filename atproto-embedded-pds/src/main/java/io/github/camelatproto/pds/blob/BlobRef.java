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
package io.github.camelatproto.pds.blob;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.data.Cid;
import org.jspecify.annotations.Nullable;

/**
 * A blob as a record refers to it; whether there is one, and whether it is like that, is another matter.
 *
 * @param size -1 stands in records that are as old as the protocol
 */
public record BlobRef(Cid cid, String mimeType, long size) {

    private static final Set<String> KEYS = Set.of("$type", "ref", "mimeType", "size");

    /**
     * Finds all in a tree of the data model. What has the type blob but not its form is none, as in the reference PDS.
     */
    public static List<BlobRef> in(@Nullable Object tree) {
        List<BlobRef> found = new ArrayList<>();
        collect(tree, found);
        return found;
    }

    private static void collect(@Nullable Object tree, List<BlobRef> found) {
        if (tree instanceof List<?> list) {
            for (Object item : list) {
                collect(item, found);
            }
        } else if (tree instanceof Map<?, ?> map) {
            BlobRef blob = of(map);
            if (blob != null) {
                found.add(blob);
                return;
            }
            for (Object value : map.values()) {
                collect(value, found);
            }
        }
    }

    private static @Nullable BlobRef of(Map<?, ?> map) {
        if ("blob".equals(map.get("$type")) && map.get("ref") instanceof Cid cid
                && map.get("mimeType") instanceof String mimeType && mimeType.indexOf('/') >= 0
                && map.get("size") instanceof Long size && size >= -1 && map.keySet().equals(KEYS)) {
            return new BlobRef(cid, mimeType, size);
        }
        return null;
    }
}
