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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.camelatproto.component.operation.WriteObject;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.repo.Write;
import io.github.camelatproto.syntax.AtUri;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Handle;
import io.github.camelatproto.syntax.Nsid;
import io.github.camelatproto.syntax.RecordKey;
import io.github.camelatproto.syntax.Tid;
import org.apache.camel.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bean's method take identifiers where a message has text, such as {@code @Header("CamelAtprotoUri") AtUri uri},
 * and lets a {@link Write} travel as the JSON of the lexicon, which {@code atproto:applyWrites} reads again. Text that
 * is no such identifier fails with what is wrong with it.
 */
@Converter(generateLoader = true)
public final class AtprotoConverters {

    private AtprotoConverters() {
    }

    @Converter
    public static AtUri toAtUri(String text) {
        return AtUri.parse(text);
    }

    @Converter
    public static Cid toCid(String text) {
        return Cid.parse(text);
    }

    @Converter
    public static Did toDid(String text) {
        return Did.parse(text);
    }

    @Converter
    public static Handle toHandle(String text) {
        return Handle.parse(text);
    }

    @Converter
    public static Nsid toNsid(String text) {
        return Nsid.parse(text);
    }

    @Converter
    public static RecordKey toRecordKey(String text) {
        return RecordKey.parse(text);
    }

    @Converter
    public static Tid toTid(String text) {
        return Tid.parse(text);
    }

    /** As {@link WriteObject#of}. */
    @Converter
    public static Map<String, @Nullable Object> toMap(Write write) {
        return WriteObject.of(write);
    }

    @Converter
    public static String toJson(Write write) {
        return AtJson.write(WriteObject.of(write));
    }

    @Converter
    public static byte[] toBytes(Write write) {
        return toJson(write).getBytes(StandardCharsets.UTF_8);
    }

    @Converter
    public static InputStream toInputStream(Write write) {
        return new ByteArrayInputStream(toBytes(write));
    }
}
