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
package io.github.camelatproto.component;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an endpoint does; each is the method of its name in the lexicons {@code com.atproto}. */
public enum AtprotoOperation {
    createRecord(true),
    putRecord(true),
    deleteRecord(true),
    applyWrites(true),
    syncRecords(true),
    uploadBlob(true),
    getRecord(false),
    listRecords(false),
    describeRepo(false),
    getLatestCommit(false),
    resolveHandle(false);

    private final boolean isWriting;

    AtprotoOperation(boolean isWriting) {
        this.isWriting = isWriting;
    }

    /** Finds an operation by its name; the case does not matter. */
    public static Optional<AtprotoOperation> of(String name) {
        return Arrays.stream(values()).filter(operation -> operation.name().equalsIgnoreCase(name)).findFirst();
    }

    /** The names, for an error message. */
    public static String names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** Whether it needs an account to log in with. */
    public boolean isWriting() {
        return isWriting;
    }
}
