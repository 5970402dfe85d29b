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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.github.camelatproto.component.exception.InvalidInputException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** The MIME type of a blob: as somebody says, else as its first bytes and its name say. */
final class BlobType {

    private BlobType() {
    }

    /**
     * The type that a header names, without its parameters.
     *
     * @param where it stands, for errors
     */
    static String told(String type, String where) {
        MediaType parsed = MediaType.parse(type);
        if (parsed == null || type.contains("*")) {
            throw new InvalidInputException(where + " is no MIME type such as image/png; correct or remove it");
        }
        return parsed.getBaseType().toString();
    }

    /**
     * @param name with which it was stored somewhere, if it was; {@code application/octet-stream} where neither it nor
     *             the bytes are known
     */
    static String sniffed(BlobContent.Source source, @Nullable String name) throws IOException {
        Metadata metadata = new Metadata();
        if (name != null) {
            metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        }
        try (InputStream in = new BufferedInputStream(source.open())) {
            return MimeTypes.getDefaultMimeTypes().detect(in, metadata).toString();
        }
    }
}
