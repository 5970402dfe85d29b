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

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Nsid;

/**
 * What an export of a repo, as {@code com.atproto.sync.getRepo} gives it, says of one collection. The tree is checked
 * to be whole and each block to be that of its CID; whether the commit is signed is for {@link RepoExport}, and is not
 * asked here: this is for somebody who trusts the PDS that it comes from. The tree's nodes are held in memory while it
 * is read, the records are not. Immutable and safe for use by any thread.
 *
 * @param commit  the repo's commit
 * @param records the records' CIDs by their keys
 * @see           <a href="https://atproto.com/specs/repository">Repository</a>
 */
public record CollectionExport(Commit commit, SortedMap<String, Cid> records) {

    /** How a node's block begins, a map of two whose first key is "e"; a record has a $type and so begins otherwise. */
    private static final byte[] NODE = { (byte) 0xa2, 0x61, 'e' };

    public CollectionExport {
        records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
    }

    /**
     * Reads an export to its end.
     *
     * @param  car                  stays open
     * @param  did                  whose repo it has to be
     * @throws IOException          if the stream cannot be read
     * @throws InvalidRepoException if it is not that repo, or not whole
     */
    public static CollectionExport read(InputStream car, Did did, Nsid collection) throws IOException {
        CarReader reader = new CarReader(new BufferedInputStream(car, 1 << 16));
        if (reader.roots().size() != 1) {
            throw new InvalidRepoException("Invalid export: " + reader.roots().size() + " roots instead of one");
        }
        Cid root = reader.roots().get(0);
        Map<Cid, byte[]> nodes = new HashMap<>();
        Commit commit = null;
        for (CarReader.Block block = reader.next(); block != null; block = reader.next()) {
            if (block.cid().equals(root)) {
                commit = RepoExport.commit(root, block.bytes());
            } else if (isNode(block.bytes())) {
                nodes.put(block.cid(), block.bytes());
            }
        }
        if (commit == null) {
            throw new InvalidRepoException("Invalid export: its root " + root + " is not in it");
        }
        RepoExport.checkOwner(commit, did);
        SortedMap<String, Cid> records = new TreeMap<>();
        String prefix = collection + "/";
        Mst.load(commit.data(), nodes::get).entries((path, cid) -> {
            if (path.startsWith(prefix)) {
                records.put(path.substring(prefix.length()), cid);
            }
        });
        return new CollectionExport(commit, records);
    }

    private static boolean isNode(byte[] block) {
        return block.length > NODE.length && block[0] == NODE[0] && block[1] == NODE[1] && block[2] == NODE[2];
    }
}
