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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Did;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/**
 * The blobs of the accounts. A blob is temporary until a record refers to it, and goes when the last record that refers
 * to it goes. A DID must be that of an account of this PDS. Thread-safe.
 */
public final class Blobs {

    private final BlobStore store;
    private final Map<Did, AccountBlobs> accounts = new ConcurrentHashMap<>();

    public Blobs(BlobStore store) {
        this.store = store;
    }

    public AccountBlobs of(Did did) {
        return accounts.computeIfAbsent(did, unknown -> new AccountBlobs(unknown, store));
    }

    /**
     * Keeps bytes, temporarily so long as no record refers to them.
     *
     * @param declaredType the caller's Content-Type, whose parameters are left out; what the bytes themselves say goes
     *                     before it
     */
    public Blob upload(Did did, byte[] bytes, String declaredType) {
        Blob blob = new Blob(Cid.ofRaw(bytes), type(bytes, declaredType), bytes.length);
        of(did).add(blob, bytes);
        return blob;
    }

    /** A blob that a record refers to; temporary ones are not shown, as in the reference PDS. */
    public Optional<StoredBlob> find(Did did, Cid cid) {
        return of(did).find(cid);
    }

    /** Those that records refer to, newest first. */
    public List<Blob> list(Did did, int limit) {
        return of(did).list(limit);
    }

    private static String type(byte[] bytes, String declaredType) {
        MediaType sniffed = sniff(bytes);
        // of text, the reference PDS believes what it is told
        if (bytes.length > 0 && !sniffed.getType().equals("text") && !sniffed.equals(MediaType.OCTET_STREAM)) {
            return sniffed.toString();
        }
        int parameters = declaredType.indexOf(';');
        String declared = (parameters < 0 ? declaredType : declaredType.substring(0, parameters)).strip();
        return declared.indexOf('/') < 0 ? MediaType.OCTET_STREAM.toString() : declared;
    }

    private static MediaType sniff(byte[] bytes) {
        try {
            return MimeTypes.getDefaultMimeTypes().detect(new ByteArrayInputStream(bytes), new Metadata());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
