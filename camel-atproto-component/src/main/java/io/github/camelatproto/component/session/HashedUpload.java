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
package io.github.camelatproto.component.session;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import io.github.camelatproto.component.xrpc.XrpcUpload;
import io.github.camelatproto.data.Cid;

/** Computes the CID of a blob while it is sent. For one call. */
final class HashedUpload implements XrpcUpload {

    private final XrpcUpload blob;
    private byte[] hash = {};

    HashedUpload(XrpcUpload blob) {
        this.blob = blob;
    }

    @Override
    public String contentType() {
        return blob.contentType();
    }

    @Override
    public long length() {
        return blob.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        MessageDigest sha256 = sha256();
        blob.writeTo(new DigestOutputStream(out, sha256));
        hash = sha256.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Whether these are the bytes that were sent, all of them. */
    boolean isNamedBy(Cid cid) {
        return hash.length > 0 && Cid.ofRawHash(hash).equals(cid);
    }
}
