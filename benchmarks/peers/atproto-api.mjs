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

// Writes records with @atproto/api, round by round.
//
//     node atproto-api.mjs SERVICE IDENTIFIER PASSWORD
//
// The first line of standard input is the JSON array of the records; each line after it asks for a round:
// METHOD IN_FLIGHT MILLISECONDS, where METHOD is createRecord, or applyWrites, which writes all records in each call.
// Each round is answered by a line of JSON: {"records":N,"seconds":S}.

import { createInterface } from 'node:readline';

import { inNewNode } from './node22.mjs';

/** Keeps so many calls in flight until the time is over, and waits for the last. */
async function round(call, inFlight, milliseconds) {
    const start = performance.now();
    let records = 0;
    const worker = async () => {
        while (performance.now() - start < milliseconds) {
            const written = await call();
            records += written;
        }
    };
    await Promise.all(Array.from({ length: inFlight }, worker));
    return { records, seconds: (performance.now() - start) / 1000 };
}

async function main(service, identifier, password) {
    const { AtpAgent } = await import('@atproto/api');
    const agent = new AtpAgent({ service });
    await agent.login({ identifier, password });
    const repo = agent.session.did;
    const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
    const records = JSON.parse((await lines.next()).value);
    const collection = records[0].$type;
    const writes = records.map(value => ({ $type: 'com.atproto.repo.applyWrites#create', collection, value }));
    let next = 0;
    const methods = {
        createRecord: async () => {
            await agent.com.atproto.repo.createRecord({ repo, collection, record: records[next++ % records.length] });
            return 1;
        },
        applyWrites: async () => {
            await agent.com.atproto.repo.applyWrites({ repo, writes });
            return writes.length;
        }
    };
    for await (const line of lines) {
        const [method, inFlight, milliseconds] = line.split(' ');
        process.stdout.write(JSON.stringify(await round(methods[method], Number(inFlight), Number(milliseconds))) + '\n');
    }
}

await inNewNode(import.meta.url, main);
