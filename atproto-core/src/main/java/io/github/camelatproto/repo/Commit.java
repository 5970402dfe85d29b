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
package io.github.camelatproto.repo;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;
import org.jspecify.annotations.Nullable;

/**
 * The signed state of a repo, format version 3. Immutable and safe for use by any thread.
 *
 * @see <a href="https://atproto.com/specs/repository#commit-objects">Repository, commit objects</a>
 */
public final class Commit {

    private static final String DID = "did";
    private static final String VERSION = "version";
    private static final String DATA = "data";
    private static final String REV = "rev";
    private static final String PREV = "prev";
    private static final String SIG = "sig";
    private static final Set<String> KEYS = Set.of(DID, VERSION, DATA, REV, PREV, SIG);
    private static final long FORMAT = 3;

    private final Did did;
    private final Cid data;
    private final Tid rev;
    private final byte[] sig;
    private final byte[] block;
    private final Cid cid;

    private Commit(Did did, Cid data, Tid rev, byte[] sig, byte[] block) {
        this.did = did;
        this.data = data;
        this.rev = rev;
        this.sig = sig;
        this.block = block;
        this.cid = Cid.ofDagCbor(block);
    }

    /**
     * Signs the state of a repo.
     *
     * @param did  whose repo it is
     * @param data the root of the repo's tree, {@link Mst#root()}
     * @param rev  the revision, later than that of the commit before
     */
    public static Commit sign(Did did, Cid data, Tid rev, SigningKey key) {
        Map<String, @Nullable Object> fields = fields(did, data, rev);
        byte[] sig = key.sign(DagCbor.encode(fields));
        fields.put(SIG, sig);
        return new Commit(did, data, rev, sig, DagCbor.encode(fields));
    }

    /**
     * Decodes a commit's block. Whether its signature is good is not looked at.
     *
     * @throws IllegalArgumentException if the bytes are not DAG-CBOR, or no commit of version 3 with exactly its fields
     */
    public static Commit of(byte[] block) {
        if (!(DagCbor.decode(block) instanceof Map<?, ?> fields) || !fields.keySet().equals(KEYS)) {
            throw new IllegalArgumentException("Invalid commit: not a map of did, version, data, rev, prev and sig");
        }
        if (!Long.valueOf(FORMAT).equals(fields.get(VERSION))) {
            throw new IllegalArgumentException("Invalid commit: the version is not 3");
        }
        if (!(fields.get(DID) instanceof String did) || !(fields.get(REV) instanceof String rev)
                || !(fields.get(DATA) instanceof Cid data) || data.codec() != Cid.DAG_CBOR
                || !(fields.get(SIG) instanceof byte[] sig)) {
            throw new IllegalArgumentException("Invalid commit: a field is of another type");
        }
        Object prev = fields.get(PREV);
        if (prev != null) {
            throw new IllegalArgumentException("Invalid commit: prev is not null");
        }
        return new Commit(new Did(did), data, new Tid(rev), sig, block.clone());
    }

    /** Gives the account whose repo it is. */
    public Did did() {
        return did;
    }

    /** Gives the root of the repo's tree. */
    public Cid data() {
        return data;
    }

    /** Gives the revision. */
    public Tid rev() {
        return rev;
    }

    /** Gives a copy of the signature, 64 bytes if it is good. */
    public byte[] sig() {
        return sig.clone();
    }

    /** Gives a copy of the commit in DAG-CBOR. */
    public byte[] block() {
        return block.clone();
    }

    /** Gives the CID of {@link #block()}, by which the commit is named. */
    public Cid cid() {
        return cid;
    }

    /** Answers whether the signature is that of the key. */
    public boolean isSignedBy(VerifyingKey key) {
        return key.verify(DagCbor.encode(fields(did, data, rev)), sig);
    }

    /** What is signed: all but the signature. */
    private static Map<String, @Nullable Object> fields(Did did, Cid data, Tid rev) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put(DID, did.value());
        fields.put(VERSION, FORMAT);
        fields.put(DATA, data);
        fields.put(REV, rev.value());
        fields.put(PREV, null);
        return fields;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Commit that && cid.equals(that.cid);
    }

    @Override
    public int hashCode() {
        return cid.hashCode();
    }

    @Override
    public String toString() {
        return "commit " + rev + " of " + did + " (" + cid + ")";
    }
}
