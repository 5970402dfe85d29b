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

// Computes the CIDs of records with the codecs of Node, round by round.
//
// The first line of standard input is the JSON array of the records; each line after it asks for a round:
// CODEC INDEX MILLISECONDS. Each is answered by a line of JSON: {"nanos":N}, for one CID as text.

import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';

import { inNewNode } from './node22.mjs';

const BATCH = 1_000;

async function codecs() {
    const lex = await import('@atproto/lex-cbor');
    const ipld = await import('@ipld/dag-cbor');
    const { CID } = await import('multiformats/cid');
    const digests = await import('multiformats/hashes/digest');
    const atcute = await import('@atcute/cbor');
    const atcuteCid = await import('@atcute/cid');
    const sha256 = bytes => createHash('sha256').update(bytes).digest();
    const cid = bytes => CID.createV1(ipld.code, digests.create(0x12, sha256(bytes))).toString();
    return {
        '@atproto/lex-cbor': record => cid(lex.encode(record)),
        '@ipld/dag-cbor': record => cid(ipld.encode(record)),
        '@atcute/cbor': record => atcuteCid.toString(atcuteCid.fromDigest(0x71, sha256(atcute.encode(record))))
    };
}

function round(cidOf, record, milliseconds) {
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < milliseconds) {
        for (let i = 0; i < BATCH; i++) {
            cidOf(record);
        }
        count += BATCH;
    }
    return { nanos: (performance.now() - start) * 1e6 / count };
}

async function main() {
    const all = await codecs();
    const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
    const records = JSON.parse((await lines.next()).value);
    for (const record of records) {
        const cids = new Set(Object.values(all).map(cidOf => cidOf(record)));
        if (cids.size !== 1) {
            throw new Error(`The codecs do not agree: ${[...cids]}`);
        }
    }
    for await (const line of lines) {
        const [codec, index, milliseconds] = line.split(' ');
        process.stdout.write(JSON.stringify(round(all[codec], records[index], Number(milliseconds))) + '\n');
    }
}

await inNewNode(import.meta.url, main);
