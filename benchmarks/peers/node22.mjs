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

// The libraries need a newer Node than many machines have.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { provideNode } from '../../reference-pds/lib/install.mjs';

/** Runs main with the arguments of the script, in this Node if it is new enough, else once more in one that is. */
export async function inNewNode(script, main) {
    const node = await provideNode(new AbortController().signal);
    if (node.path === process.execPath) {
        await main(...process.argv.slice(2));
        return;
    }
    const child = spawn(node.path, [fileURLToPath(script), ...process.argv.slice(2)], { stdio: 'inherit' });
    const [code] = await once(child, 'close');
    process.exitCode = code ?? 1;
}
