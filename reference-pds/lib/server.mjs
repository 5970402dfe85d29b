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

// The PDS and its PLC directory, in one process. Started by start.mjs, which sends the options and is told when all is ready.

import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LOOPBACK = '127.0.0.1';
const FORCED_END_MS = 10_000;
const PORT_TRIES = 5;

const secret = () => randomBytes(32).toString('hex');

/** The directory for the data: the one asked for, which has to be empty, or a temporary one that goes when we go. */
function dataDirectory(wanted) {
    if (wanted) {
        mkdirSync(wanted, { recursive: true });
        if (readdirSync(wanted).length > 0) {
            throw new Error(`--data ${wanted} is not empty. The PLC directory lives in memory, so old accounts are of no use.`);
        }
        return resolve(wanted);
    }
    const temporary = mkdtempSync(join(tmpdir(), 'reference-pds-'));
    process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));
    return temporary;
}

async function freePort() {
    const probe = createServer().listen(0, LOOPBACK);
    await once(probe, 'listening');
    const { port } = probe.address();
    probe.close();
    await once(probe, 'close');
    return port;
}

/** Makes a server listen on the loopback interface only: the constructors of both take a port, and no address. */
function onLoopback(server) {
    const listen = server.app.listen.bind(server.app);
    server.app.listen = port => listen(port, LOOPBACK);
    return server;
}

async function startPlc({ plc }) {
    const server = onLoopback(plc.PlcServer.create({ db: plc.Database.mock(), port: 0 }));
    const listening = await server.start();
    return { url: `http://localhost:${listening.address().port}`, close: () => server.destroy() };
}

async function startPds({ PDS, envToCfg, envToSecrets }, env) {
    const server = onLoopback(await PDS.create(envToCfg(env), envToSecrets(env)));
    try {
        await server.start();
    } catch (error) {
        await server.ctx.destroy(); // not server.destroy(), which complains that the server never listened
        throw error;
    }
    return { url: `http://localhost:${env.port}`, close: () => server.destroy() };
}

/** Starts the PDS on a port found free just before; tries again if another process was quicker to take it. */
async function startPdsOnFreePort(packages, env) {
    for (let tries = 1; ; tries++) {
        try {
            return await startPds(packages, { ...env, port: await freePort() });
        } catch (error) {
            if (error.code !== 'EADDRINUSE' || tries === PORT_TRIES) {
                throw error;
            }
        }
    }
}

async function createAccount(url, bypassKey, { handle, password }) {
    const response = await fetch(`${url}/xrpc/com.atproto.server.createAccount`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-ratelimit-bypass': bypassKey },
        body: JSON.stringify({ handle, password, email: `${handle}@example.com` })
    });
    const text = await response.text();
    if (!response.ok) {
        throw new Error(`account ${handle} could not be created: ${response.status} ${text}`);
    }
    return { handle, did: JSON.parse(text).did, password };
}

async function start(options) {
    const directory = dataDirectory(options.data);
    const adminPassword = options.adminPassword ?? secret();
    const jwtSecret = options.jwtSecret ?? secret();
    const bypassKey = secret();
    const packages = await import(options.older ? '../older/packages.mjs' : '../packages.mjs');
    const plc = await startPlc(packages);
    const env = {
        port: options.port,
        hostname: 'localhost',
        dataDirectory: directory,
        blobstoreDiskLocation: join(directory, 'blobs'),
        blobstoreDiskTmpLocation: join(directory, 'blobs-tmp'),
        blobUploadLimit: options.blobUploadLimit,
        didPlcUrl: plc.url,
        devMode: true,
        inviteRequired: false,
        rateLimitsEnabled: options.rateLimits,
        rateLimitBypassKey: bypassKey,
        jwtSecret,
        adminPassword,
        plcRotationKeyK256PrivateKeyHex: secret()
    };
    const pds = await (options.port === 0 ? startPdsOnFreePort(packages, env) : startPds(packages, env));
    const accounts = [];
    for (const account of options.accounts) {
        accounts.push(await createAccount(pds.url, bypassKey, account));
    }
    return {
        ready: { url: pds.url, plc: plc.url, adminPassword, jwtSecret, accounts },
        close: async () => {
            await pds.close();
            await plc.close();
        }
    };
}

/** Resolves when the parent asks us to end, or is gone. */
function stopped() {
    return new Promise(stop => {
        for (const event of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect']) {
            process.on(event, stop);
        }
    });
}

async function main() {
    const end = stopped();
    const [options] = await once(process, 'message');
    process.env.LOG_ENABLED = String(options.log);
    const server = await Promise.race([start(options), end]);
    if (server?.ready) {
        process.send(server.ready);
        await end;
        setTimeout(() => {
            process.stderr.write('reference-pds: still not closed, ending anyway\n');
            process.exit(1);
        }, FORCED_END_MS).unref();
        await server.close();
    }
}

main().then(() => process.exit(0), error => {
    process.stderr.write(`reference-pds: ${error.stack}\n`);
    process.exit(1);
});
