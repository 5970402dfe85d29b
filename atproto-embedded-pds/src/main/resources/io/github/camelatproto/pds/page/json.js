// A record as it is, in colours.

import { el } from './dom.js';

const MAX_SHOWN = 20_000;
const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d[\d.eE+-]*|true|false|null/g;
// would turn the text around, or hide in it; the joiners of emoji may stay
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

export function json(value) {
  const text = JSON.stringify(value, null, 2).replace(UNSEEN, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
  const shown = text.slice(0, MAX_SHOWN);
  return el('pre', { class: 'json', tabindex: '0', dir: 'ltr', role: 'group', 'aria-label': 'Raw JSON' }, el('code', {}, coloured(shown)),
      shown === text ? null : el('span', { class: 'muted' }, `\n… ${text.length - MAX_SHOWN} more characters`));
}

function coloured(text) {
  const nodes = [];
  let at = 0;
  for (const token of text.matchAll(TOKENS)) {
    nodes.push(text.slice(at, token.index));
    const [whole, string, colon] = token;
    const kind = string === undefined ? 'literal' : colon === undefined ? 'string' : 'key';
    nodes.push(el('span', { class: `json-${kind}` }, string ?? whole), colon ?? '');
    at = token.index + whole.length;
  }
  nodes.push(text.slice(at));
  return nodes;
}
