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
package io.github.camelatproto.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.camelatproto.data.Cid;
import io.github.camelatproto.data.DagCbor;
import io.github.camelatproto.repo.CarWriter;
import io.github.camelatproto.repo.Commit;
import io.github.camelatproto.repo.Mst;
import io.github.camelatproto.repo.SigningKey;
import io.github.camelatproto.syntax.Did;
import io.github.camelatproto.syntax.Tid;

/** Inputs from which a fuzzer finds its way. */
final class Seeds {

    private Seeds() {
    }

    static List<byte[]> all() {
        List<byte[]> seeds = new ArrayList<>();
        Cid record = Cid.ofDagCbor(DagCbor.encode(Map.of("n", 1)));
        Mst tree = Mst.empty().with("com.example.thing/a", record).with("com.example.thing/b", record);
        Commit commit = Commit.sign(
                new Did("did:plc:ewvi7nxzyoun6zhxrhs64oiz"), tree.root(), new Tid("3jqfcqzm3fo2j"), SigningKey.of(
                        "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII)));
        ByteArrayOutputStream car = new ByteArrayOutputStream();
        CarWriter writer = new CarWriter(car, commit.cid());
        writer.write(commit.cid(), commit.block());
        tree.blocks(writer::write);
        seeds.add(car.toByteArray());
        seeds.add(commit.block());
        tree.blocks((cid, block) -> seeds.add(block));
        seeds.add(DagCbor.encode(Map.of("a", List.of(1, -1, 1L << 40, true), "b", new byte[] { 1 }, "c", record)));
        seeds.add(record.bytes());
        Stream.of(
                "{\"a\":[1,-2,1.0,1e3,null,true],\"b\":{\"$link\":\"" + record + "\"},\"c\":{\"$bytes\":\"AQID\"}}",
                "{\"$type\":\"app.bsky.feed.post\",\"text\":\"\\ud83d\\ude00\",\"createdAt\":\"2026-11-22T10:00:00.000Z\","
                                                                                                                     + "\"langs\":[\"en-GB\"],\"facets\":[{\"index\":{\"byteStart\":0,\"byteEnd\":1},\"features\":[]}]}",
                "{\"lexicon\":1,\"id\":\"com.example.thing\",\"defs\":{\"main\":{\"type\":\"record\",\"key\":\"tid\",\"record\":"
                                                                                                                                                                                                                          + "{\"type\":\"object\",\"properties\":{\"self\":{\"type\":\"ref\",\"ref\":\"#again\"}}}},\"again\":"
                                                                                                                                                                                                                          + "{\"type\":\"object\",\"properties\":{\"self\":{\"type\":\"ref\",\"ref\":\"#again\"}}}}}",
                record.toString(), "at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/com.example.thing/a", "alice.example.com",
                "2026-11-22T10:00:00.000+01:00", "3jqfcqzm3fo2j", "de-Latn-CH-1996-x-private",
                "Q3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme")
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).forEach(seeds::add);
        return seeds;
    }
}
