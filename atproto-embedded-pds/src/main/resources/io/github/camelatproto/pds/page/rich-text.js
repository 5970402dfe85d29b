// The text of a post with its facets. Facets count bytes of UTF-8, and a PDS does not check what they say.

import { el } from './dom.js';
import { place, webLink } from './links.js';

const MAX_FACETS = 500;
const MAX_TEXT = 6000;

/**
 * Cuts a text at its facets: a list of {text, feature}, feature undefined between them. A facet that is out of range,
 * empty, back to front, inside a character or overlapping an earlier one is left out.
 */
export function segments(text, facets) {
  const utf8 = new TextEncoder().encode(text);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts = [];
  let at = 0;
  const upTo = (end, feature) => {
    if (end > at) {
      parts.push({ text: decoder.decode(utf8.subarray(at, end)), feature });
      at = end;
    }
  };
  for (const { start, end, feature } of ranges(facets)) {
    if (start >= at && end <= utf8.length && betweenCharacters(utf8, start) && betweenCharacters(utf8, end)) {
      upTo(start);
      upTo(end, feature);
    }
  }
  upTo(utf8.length);
  return parts;
}

function ranges(facets) {
  return (Array.isArray(facets) ? facets.slice(0, MAX_FACETS) : [])
      .map((facet) => ({
        start: facet?.index?.byteStart,
        end: facet?.index?.byteEnd,
        feature: Array.isArray(facet?.features) ? facet.features.find((feature) => feature?.$type) : undefined,
      }))
      .filter(({ start, end, feature }) => Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && feature)
      .sort((a, b) => a.start - b.start);
}

function betweenCharacters(utf8, at) {
  return at === utf8.length || (utf8[at] & 0xc0) !== 0x80;
}

export function richText(text, facets) {
  const shown = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  return el('p', { class: 'text', dir: 'auto' },
      segments(shown, facets).map((part) => faceted(part)),
      shown === text ? null : el('span', { class: 'muted' }, ` … ${text.length - MAX_TEXT} more characters in the JSON`));
}

function faceted({ text, feature }) {
  switch (feature?.$type) {
    case 'app.bsky.richtext.facet#link':
      return webLink(feature.uri, {}, text);
    case 'app.bsky.richtext.facet#mention':
      return typeof feature.did === 'string' ? el('a', { href: place(feature.did), title: feature.did }, text) : text;
    case 'app.bsky.richtext.facet#tag':
      return el('span', { class: 'tag' }, text);
    default:
      return text;
  }
}
