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
package io.github.camelatproto.lexicon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A set of lexicons, and the checks of records, record keys, parameters and inputs against them. Immutable and safe for
 * use by any thread; reading lexicons takes some milliseconds, so keep the object.
 */
public final class Lexicons {

    private final Map<String, Schema> definitions;
    private final Map<String, Method> methods;

    private Lexicons(LexiconReader reader) {
        reader.checkReferences();
        this.definitions = reader.definitions();
        this.methods = reader.methods();
    }

    /**
     * Reads the lexicons that come with this library: the record types that the reference PDS knows, and the methods
     * that write to a repo, read from it and hold a session.
     */
    public static Lexicons bundled() {
        LexiconReader reader = new LexiconReader();
        reader.readBundled();
        return new Lexicons(reader);
    }

    /**
     * Reads all files of a folder and the folders in it whose names end with {@code .json}, each one lexicon, and adds
     * the bundled lexicons that the folder does not have.
     *
     * @throws IOException              if the folder or a file in it cannot be read
     * @throws IllegalArgumentException if a lexicon is broken, naming the file and the reason
     */
    public static Lexicons load(Path folder) throws IOException {
        LexiconReader reader = new LexiconReader();
        reader.readFolder(folder);
        reader.readBundled();
        return new Lexicons(reader);
    }

    /** Answers whether there is a lexicon by that name that is one of a record. */
    public boolean isKnownRecord(String nsid) {
        return definitions.get(nsid) instanceof RecordSchema;
    }

    /**
     * Checks a record. Its {@code $type} must be there.
     *
     * @return                          what is wrong, in the order in which the lexicon names the keys; empty if
     *                                  nothing is
     * @throws IllegalArgumentException if no record type by that name is known
     */
    public List<ValidationError> validateRecord(String nsid, Map<String, ? extends @Nullable Object> record) {
        return check(record(nsid), record);
    }

    /**
     * Checks a record key against the type that the lexicon demands.
     *
     * @return                          what is wrong; empty if nothing is
     * @throws IllegalArgumentException if no record type by that name is known
     */
    public List<ValidationError> validateRecordKey(String nsid, String rkey) {
        return check(record(nsid).key(), rkey);
    }

    /**
     * Gives what lies in a record where its lexicon wants a blob, whatever it is.
     *
     * @param  record a tree as any JSON library gives it
     * @return        the values themselves, in the order of the lexicon; empty also where no record type by that name
     *                is known
     */
    public List<Object> blobValues(String nsid, Map<?, ?> record) {
        List<Object> values = new ArrayList<>();
        if (definitions.get(nsid) instanceof RecordSchema schema) {
            schema.forEachBlob(record, 0, values::add);
        }
        return values;
    }

    /** Tells how the method of that name is called. */
    public MethodKind kindOf(String nsid) {
        Method method = methods.get(nsid);
        return method == null ? MethodKind.NONE : method.kind();
    }

    /**
     * Gives the content type that a procedure's body must have, such as {@code application/json} or
     * <code>*&#47;*</code>; {@code null} if it takes no body, as queries do not.
     *
     * @throws IllegalArgumentException if no method by that name is known
     */
    public @Nullable String inputEncoding(String nsid) {
        return method(nsid).encoding();
    }

    /**
     * Reads a query string's names and values as the method's parameters: integers as {@link Long}, booleans as
     * {@link Boolean}, repeated ones as {@link List}, with defaults for those that are absent. An empty value counts as
     * absent. What cannot be read stays text, for {@link #validateParams} to refuse; names that the method does not
     * have are left out.
     *
     * @throws IllegalArgumentException if no method by that name is known
     */
    public Map<String, Object> coerceParams(String nsid, Map<String, List<String>> query) {
        return method(nsid).read(query);
    }

    /**
     * Checks a method's parameters.
     *
     * @return                          what is wrong; empty if nothing is
     * @throws IllegalArgumentException if no method by that name is known
     */
    public List<ValidationError> validateParams(String nsid, Map<String, Object> params) {
        return check(method(nsid).parameters(), params);
    }

    /**
     * Checks a procedure's input. What has no schema, such as the bytes of a blob, is not looked at.
     *
     * @param  body                     a tree of the data model, {@code null} if it is JSON's {@code null} or absent
     * @return                          what is wrong; empty if nothing is
     * @throws IllegalArgumentException if no method by that name is known
     */
    public List<ValidationError> validateInput(String nsid, @Nullable Object body) {
        Schema input = method(nsid).input();
        return input == null ? List.of() : check(input, body);
    }

    private static List<ValidationError> check(Schema schema, @Nullable Object value) {
        Findings found = new Findings();
        schema.check(value, Place.ROOT, found);
        return found.errors();
    }

    private RecordSchema record(String nsid) {
        if (definitions.get(nsid) instanceof RecordSchema record) {
            return record;
        }
        throw new IllegalArgumentException("No lexicon of a record: " + Place.quote(nsid));
    }

    private Method method(String nsid) {
        Method method = methods.get(nsid);
        if (method == null) {
            throw new IllegalArgumentException("No lexicon of a method: " + Place.quote(nsid));
        }
        return method;
    }
}
