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
package io.github.camelatproto.pds.store;

import java.io.ByteArrayInputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

import io.github.camelatproto.data.Blob;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.pds.blob.BlobStore;
import io.github.camelatproto.syntax.Did;

/** The blobs in a file of H2. Thread-safe. */
final class H2Blobs implements BlobStore {

    private final H2File file;

    H2Blobs(H2File file) {
        this.file = file;
    }

    @Override
    public List<Blob> blobs(Did did) {
        return file.transaction(statements -> {
            PreparedStatement select = statements.of("SELECT cid, mime_type, size FROM blob WHERE did = ? ORDER BY id");
            select.setString(1, did.value());
            List<Blob> blobs = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    blobs.add(new Blob(Cid.parse(row.getString(1)), row.getString(2), row.getLong(3)));
                }
            }
            return blobs;
        });
    }

    @Override
    public void put(Did did, Blob blob, byte[] bytes) {
        file.change(statements -> {
            PreparedStatement insert
                    = statements.of("INSERT INTO blob(did, cid, mime_type, size, bytes) VALUES(?, ?, ?, ?, ?)");
            insert.setString(1, did.value());
            insert.setString(2, blob.ref().toString());
            insert.setString(3, blob.mimeType());
            insert.setLong(4, blob.size());
            insert.setBinaryStream(5, new ByteArrayInputStream(bytes), bytes.length);
            insert.executeUpdate();
        });
    }

    @Override
    public byte[] bytes(Did did, Cid cid) {
        return file.transaction(statements -> {
            PreparedStatement select = statements.of("SELECT bytes FROM blob WHERE did = ? AND cid = ?");
            select.setString(1, did.value());
            select.setString(2, cid.toString());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("The blob " + cid + " of " + did + " is not there");
                }
                return row.getBytes(1);
            }
        });
    }
}
