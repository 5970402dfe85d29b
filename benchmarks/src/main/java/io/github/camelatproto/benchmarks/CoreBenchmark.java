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
package io.github.camelatproto.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelatproto.data.AtJson;
import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.lexicon.Lexicons;
import io.github.camelatproto.lexicon.ValidationError;
import io.github.camelatproto.repo.Mst;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the protocol core takes for one record, by one thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CoreBenchmark {

    /** A post, in all the forms that it has. */
    @State(Scope.Thread)
    public static class Post {
        @Param({ "300", "600", "3000" })
        public int bytes;
        private final Lexicons lexicons = Lexicons.bundled();
        private final ObjectMapper jackson = new ObjectMapper();
        private Map<String, Object> record = Map.of();
        private byte[] encoded = {};
        private byte[] json = {};

        @Setup
        public void make() throws IOException {
            json = AtJson.writeBytes(Records.posts(1, bytes).get(0));
            // as most records come, and as JavaScript has them: read from JSON
            record = jackson.readerForMapOf(Object.class).readValue(json);
            encoded = DagCbor.encode(record);
        }
    }

    /** A tree of so many records. */
    @State(Scope.Thread)
    public static class Tree {
        private static final Cid RECORD = Cid.ofRaw("record".getBytes(StandardCharsets.US_ASCII));
        @Param({ "1000", "100000" })
        public int keys;
        private Mst tree = Mst.empty();
        private int next;

        @Setup
        public void make() {
            TreeMap<String, Cid> entries = new TreeMap<>();
            for (int i = 0; i < keys; i++) {
                entries.put(key(i), RECORD);
            }
            tree = Mst.of(entries);
            tree.root();
        }

        private static String key(int number) {
            return "app.bsky.feed.post/3k" + Integer.toString(number * 7919 + 1_000_000_000, 36);
        }
    }

    @Benchmark
    public String cidOfMap(Post post) {
        return Cid.ofDagCbor(DagCbor.encode(post.record)).toString();
    }

    @Benchmark
    public String hashAndBase32(Post post) {
        return Cid.ofDagCbor(post.encoded).toString();
    }

    @Benchmark
    public byte[] encode(Post post) {
        return DagCbor.encode(post.record);
    }

    @Benchmark
    public Object decode(Post post) {
        return DagCbor.decode(post.encoded);
    }

    @Benchmark
    public Object readJson(Post post) {
        return AtJson.parse(post.json);
    }

    @Benchmark
    public Object readJsonWithJackson(Post post) throws Exception {
        return post.jackson.readValue(post.json, Object.class);
    }

    @Benchmark
    public List<ValidationError> validate(Post post) {
        return post.lexicons.validateRecord(Records.COLLECTION, post.record);
    }

    /** As a repo grows: later than all others; each into the same tree, so that it stays as large as it is. */
    @Benchmark
    public Cid insertLast(Tree tree) {
        return tree.tree.with(Tree.key(tree.keys + tree.next++ % 1_000), Tree.RECORD).root();
    }

    /** Between any others, which few caches hold in a large tree. */
    @Benchmark
    public Cid insertAnywhere(Tree tree) {
        return tree.tree.with(Tree.key((int) (tree.next++ * 7_368_787L % tree.keys)) + "x", Tree.RECORD).root();
    }
}
