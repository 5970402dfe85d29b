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

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelatproto.repo.Write;
import org.jspecify.annotations.Nullable;

/** A write as the object that the lexicon of applyWrites has for it, which {@code atproto:applyWrites} reads. */
public final class WriteObject {

    private WriteObject() {
    }

    /**
     * Gives a map of the caller's own: {@code $type} says the kind, with {@code collection}, {@code rkey} where there
     * is one, and {@code value}, a tree of the data model, where it is no delete.
     */
    public static Map<String, @Nullable Object> of(Write write) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("$type", ListItem.OPERATION + kind(write));
        object.put("collection", write.collection().toString());
        if (write.rkey() != null) {
            object.put("rkey", write.rkey().toString());
        }
        if (write instanceof Write.Create create) {
            object.put("value", create.record());
        } else if (write instanceof Write.Update update) {
            object.put("value", update.record());
        }
        return object;
    }

    static String kind(Write write) {
        return write instanceof Write.Create ? "create" : write instanceof Write.Update ? "update" : "delete";
    }
}
