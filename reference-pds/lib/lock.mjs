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

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const HEARTBEAT_MS = 2_000;
const DEAD_AFTER_MS = 30_000;
const RETRY_MS = 500;

/** Renames a directory, unless a directory with something in it is already there: then false. */
function renamed(from, to) {
    try {
        renameSync(from, to);
        return true;
    } catch (error) {
        if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOENT'].includes(error.code)) {
            return false;
        }
        throw error;
    }
}

/**
 * Moves the lock of an owner who has stopped beating out of the way. The new name is made of the owner's token, so of two
 * processes that see the same dead owner only the first can move it: for the second that name is taken.
 */
function bury(lock) {
    try {
        const owner = join(lock, 'owner');
        const token = readFileSync(owner, 'utf8');
        if (Date.now() - statSync(owner).mtimeMs > DEAD_AFTER_MS) {
            renamed(lock, `${lock}.dead-${token}`);
        }
    } catch (error) {
        if (error.code !== 'ENOENT') {
            throw error;
        }
    }
}

/** Says that the owner lives. A computer that slept may find its lock taken over; then there is nothing to say. */
function touch(owner) {
    try {
        utimesSync(owner, new Date(), new Date());
    } catch (error) {
        if (error.code !== 'ENOENT') {
            throw error;
        }
    }
}

/** Gives the lock up in one step, unless it has become someone else's. */
function release(lock, mine, token) {
    const owner = join(lock, 'owner');
    if (existsSync(owner) && readFileSync(owner, 'utf8') === token && renamed(lock, mine)) {
        rmSync(mine, { recursive: true, force: true });
    }
}

/**
 * Runs the body while no other process holds the lock, which is a directory with a file that its owner touches every
 * two seconds. Waits for as long as the owner lives; throws the abort reason if asked to stop meanwhile.
 */
export async function withLock(lock, { stop, onWait }, body) {
    const token = randomBytes(8).toString('hex');
    const mine = `${lock}.new-${token}`;
    const owner = join(lock, 'owner');
    mkdirSync(mine, { recursive: true });
    writeFileSync(join(mine, 'owner'), token);
    try {
        for (let first = true; !renamed(mine, lock); first = false) {
            if (first) {
                onWait();
            }
            bury(lock);
            await delay(RETRY_MS, undefined, { signal: stop });
            touch(join(mine, 'owner'));
        }
    } catch (error) {
        rmSync(mine, { recursive: true, force: true });
        throw error;
    }
    const heartbeat = setInterval(() => touch(owner), HEARTBEAT_MS);
    try {
        return await body();
    } finally {
        clearInterval(heartbeat);
        release(lock, mine, token);
    }
}
