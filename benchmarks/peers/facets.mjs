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

// What @atproto/api finds in the texts of target/facets.jsonl, beside what was meant and what we find.

import { readFileSync } from 'node:fs';

import { inNewNode } from './node22.mjs';

const kinds = {
    'app.bsky.richtext.facet#link': 'Link',
    'app.bsky.richtext.facet#mention': 'Mention',
    'app.bsky.richtext.facet#tag': 'Tag',
};
const decoder = new TextDecoder();

function theirs(RichText, text) {
    const rich = new RichText({ text });
    rich.detectFacetsWithoutResolution();
    const utf8 = new TextEncoder().encode(text);
    return (rich.facets ?? [])
        .sort((a, b) => a.index.byteStart - b.index.byteStart)
        .map((facet) => ({
            kind: kinds[facet.features[0].$type],
            text: decoder.decode(utf8.subarray(facet.index.byteStart, facet.index.byteEnd)),
        }));
}

const key = (facet) => `${facet.kind} ${facet.text}`;

/** Why they differ on a facet that is meant, or on one that is not. */
function reason(text, meant, found) {
    if (meant && found) {
        return 'it takes signs behind along (or fewer than are its own)';
    }
    if (!meant) {
        return 'it finds what is not meant';
    }
    const before = text[text.indexOf(meant.text) - 1] ?? '';
    return /[([“]/.test(before) ? `it finds no ${meant.kind} behind ${before}` : `it does not find the ${meant.kind}`;
}

async function main(file) {
    const { RichText } = await import('@atproto/api');
    const reasons = new Map();
    let texts = 0;
    let facets = 0;
    const exact = { ours: 0, theirs: 0 };
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
        const { text, meant, found } = JSON.parse(line);
        const peer = theirs(RichText, text);
        texts++;
        facets += meant.length;
        exact.ours += JSON.stringify(found.map(key)) === JSON.stringify(meant.map(key)) ? 1 : 0;
        exact.theirs += JSON.stringify(peer.map(key)) === JSON.stringify(meant.map(key)) ? 1 : 0;
        const left = peer.map(key);
        const missed = meant.filter((facet) => {
            const at = left.indexOf(key(facet));
            if (at >= 0) left.splice(at, 1);
            return at < 0;
        });
        for (const facet of missed) {
            const at = left.findIndex((other) => other.startsWith(`${facet.kind} `)
                && (other.includes(facet.text) || key(facet).startsWith(other)));
            const other = at < 0 ? undefined : left.splice(at, 1)[0];
            note(reason(text, facet, other), `${key(facet)} -> ${other ?? 'nothing'}`);
        }
        left.forEach((other) => note(reason(text, undefined, other), other));
    }

    function note(why, example) {
        const entry = reasons.get(why) ?? { count: 0, examples: new Set() };
        entry.count++;
        if (entry.examples.size < 4) entry.examples.add(example);
        reasons.set(why, entry);
    }

    console.log(`facets: texts=${texts} facets=${facets} exact: ours=${exact.ours} @atproto/api=${exact.theirs}`);
    for (const [why, { count, examples }] of [...reasons].sort((a, b) => b[1].count - a[1].count)) {
        console.log(`  ${String(count).padStart(5)}  ${why}: ${[...examples].join(' | ').replaceAll('\n', '\\n')}`);
    }
}

await inNewNode(import.meta.url, main);
