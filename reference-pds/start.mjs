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

// Installs what the reference PDS needs, runs it, and ends it with this process. Needs Node 18 or newer; see README.md.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { InstallError, installDependencies, provideNode } from './lib/install.mjs';
import { UsageError, parseOptions, usage } from './lib/options.mjs';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
const EXIT_NOT_INSTALLED = 3;

const server = fileURLToPath(new URL('lib/server.mjs', import.meta.url));

/** Aborts when this process is asked to end, by a signal or, if wanted, by the end of its standard input. */
function stopSignal(untilStdinCloses) {
    const stop = new AbortController();
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
        process.on(signal, () => stop.abort());
    }
    if (untilStdinCloses) {
        process.stdin.on('end', () => stop.abort());
        process.stdin.on('error', () => stop.abort());
        process.stdin.resume();
    }
    return stop.signal;
}

/**
 * Runs the server in a process of its own, and resolves to the exit code. Its standard output goes to our standard error,
 * so that our standard output holds one line and nothing else; the channel between us ends it even if we are killed.
 */
function serve(node, options, stop) {
    return new Promise((resolve, reject) => {
        const child = spawn(node, [server], { stdio: ['ignore', process.stderr, 'inherit', 'ipc'] });
        let ready = false;
        child.on('message', message => {
            ready = true;
            process.stdout.write(JSON.stringify(message) + '\n');
        });
        child.on('error', reject);
        child.on('close', (code, signal) => {
            if (!ready) {
                const reason = stop.aborted ? 'as asked' : signal ?? `exit code ${code}`;
                process.stderr.write(`reference-pds: ended before it was ready (${reason})\n`);
            }
            resolve(ready ? code ?? EXIT_FAILED : EXIT_FAILED);
        });
        child.send(options);
        const end = () => child.kill('SIGTERM');
        stop.addEventListener('abort', end);
        if (stop.aborted) {
            end();
        }
    });
}

async function main() {
    const options = parseOptions(process.argv.slice(2));
    if (options.help) {
        process.stderr.write(usage);
        return 0;
    }
    const stop = stopSignal(options.untilStdinCloses);
    const node = await provideNode(stop);
    await installDependencies(options.older ? 'older' : '', node, stop);
    return options.installOnly ? 0 : serve(node.path, options, stop);
}

main().then(code => process.exit(code), error => {
    if (error instanceof UsageError) {
        process.stderr.write(`reference-pds: ${error.message}\n\n${usage}`);
        process.exit(EXIT_USAGE);
    }
    if (error instanceof InstallError) {
        process.stderr.write(`reference-pds: ${error.message}\n`);
        process.exit(EXIT_NOT_INSTALLED);
    }
    process.stderr.write(`reference-pds: ${error.stack}\n`);
    process.exit(EXIT_FAILED);
});
