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

// Verifies an exported repo with @atproto/repo, the library of the reference PDS: each block is what its CID says, every
// record and every node of the tree is there, the tree is the one that these records make, and the commit is that of the
// account, signed with its key.
//
//     node verify-car.mjs DID DID_KEY < repo.car
//
// The verdict is one line of JSON on standard output: {"commit":CID,"rev":TID,"data":CID,"records":{"collection/rkey":CID}}
// or {"problem":"..."}. Exit codes are those of start.mjs, and it installs what start.mjs does.

import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { InstallError, installDependencies, provideNode } from './lib/install.mjs';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const EXIT_NOT_INSTALLED = 3;

/** Runs this script once more, in a Node that is new enough for the library; resolves to the exit code. */
function again(node, args) {
    return new Promise((resolve, reject) => {
        const child = spawn(node, [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' });
        child.on('error', reject);
        child.on('close', code => resolve(code ?? EXIT_FAILED));
    });
}

async function verdict(library, did, didKey, car) {
    const { MST, MemoryBlockstore, def, readCarWithRoot, verifyRepoCar } = library;
    try {
        const { creates, commit } = await verifyRepoCar(car, did, didKey);
        const { root, blocks } = await readCarWithRoot(car);
        const { data } = await new MemoryBlockstore(blocks).readObj(root, def.commit);
        const records = {};
        let tree = await MST.create(new MemoryBlockstore());
        for (const { collection, rkey, cid } of creates) {
            tree = await tree.add(`${collection}/${rkey}`, cid);
            records[`${collection}/${rkey}`] = cid.toString();
        }
        const rebuilt = await tree.getPointer();
        if (!rebuilt.equals(data)) {
            return { problem: `The tree of these records is ${rebuilt}, not ${data}` };
        }
        return { commit: commit.cid.toString(), rev: commit.rev, data: data.toString(), records };
    } catch (error) {
        return { problem: error.message };
    }
}

async function main() {
    const [did, didKey, ...rest] = process.argv.slice(2);
    if (!didKey || rest.length > 0) {
        process.stderr.write('Usage: node verify-car.mjs DID DID_KEY < repo.car\n');
        return EXIT_USAGE;
    }
    const never = new AbortController().signal;
    const node = await provideNode(never);
    await installDependencies('', node, never);
    if (node.path !== process.execPath) {
        return again(node.path, [did, didKey]);
    }
    const library = await import('@atproto/repo');
    const result = await verdict(library, did, didKey, await buffer(process.stdin));
    await new Promise(written => process.stdout.write(JSON.stringify(result) + '\n', written));
    return 0;
}

main().then(code => process.exit(code), error => {
    process.stderr.write(`verify-car: ${error instanceof InstallError ? error.message : error.stack}\n`);
    process.exit(error instanceof InstallError ? EXIT_NOT_INSTALLED : EXIT_FAILED);
});
