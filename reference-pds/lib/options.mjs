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

import { parseArgs } from 'node:util';

export const usage = `Usage: node start.mjs [options]

  --port N                   port of the PDS; 0, the default, picks a free one
  --account HANDLE:PASSWORD  creates this account before the PDS is ready; may be given several times
  --rate-limits              turns the rate limits on
  --blob-upload-limit N      largest blob in bytes (default 5242880)
  --jwt-secret SECRET        secret of the session tokens (default random)
  --admin-password PASSWORD  password of the user "admin" (default random)
  --data DIR                 keeps the data in this empty or new directory (default: a temporary one, deleted at the end)
  --older                    runs the older line, 0.4.217
  --log                      logs of the PDS to standard error
  --until-stdin-closes       ends when standard input does
  --install-only             installs, and starts nothing
  --help                     this text
`;

/** The command line is wrong; the message says how. */
export class UsageError extends Error {
}

const specification = {
    port: { type: 'string', default: '0' },
    account: { type: 'string', multiple: true, default: [] },
    'rate-limits': { type: 'boolean', default: false },
    'blob-upload-limit': { type: 'string' },
    'jwt-secret': { type: 'string' },
    'admin-password': { type: 'string' },
    data: { type: 'string' },
    older: { type: 'boolean', default: false },
    log: { type: 'boolean', default: false },
    'until-stdin-closes': { type: 'boolean', default: false },
    'install-only': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false }
};

function integer(name, text, max) {
    if (!/^\d{1,15}$/.test(text) || Number(text) > max) {
        throw new UsageError(`--${name} must be a whole number up to ${max}, not "${text}"`);
    }
    return Number(text);
}

function notEmpty(name, text) {
    if (text === '') {
        throw new UsageError(`--${name} must not be empty`);
    }
    return text;
}

function account(text) {
    const colon = text.indexOf(':');
    if (colon < 1 || colon === text.length - 1) {
        throw new UsageError(`--account must be HANDLE:PASSWORD, not "${text}"`);
    }
    return { handle: text.slice(0, colon), password: text.slice(colon + 1) };
}

function parse(args) {
    try {
        return parseArgs({ args, options: specification, strict: true, allowPositionals: false }).values;
    } catch (error) {
        throw new UsageError(error.message);
    }
}

/** Turns command line arguments into plain options, or throws a UsageError. */
export function parseOptions(args) {
    const values = parse(args);
    const limit = values['blob-upload-limit'];
    return {
        port: integer('port', values.port, 65535),
        accounts: values.account.map(account),
        rateLimits: values['rate-limits'],
        blobUploadLimit: limit === undefined ? undefined : integer('blob-upload-limit', limit, Number.MAX_SAFE_INTEGER),
        jwtSecret: notEmpty('jwt-secret', values['jwt-secret']),
        adminPassword: notEmpty('admin-password', values['admin-password']),
        data: notEmpty('data', values.data),
        older: values.older,
        log: values.log,
        untilStdinCloses: values['until-stdin-closes'],
        installOnly: values['install-only'],
        help: values.help
    };
}
