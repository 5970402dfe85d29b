// Where a link may lead: to places on this page, and to http and https elsewhere.

import { el, shorten, words } from './dom.js';

/** The hash of a place on this page: an account, a collection of it, a record. */
export function place(...parts) {
  return '#/' + parts.map((part) => encodeURIComponent(part).replaceAll('%3A', ':')).join('/');
}

/** The URL if it is http or https, null for anything else, javascript: above all. */
export function webUrl(uri) {
  try {
    const url = new URL(uri);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

/** A link to the web, or its text alone where the URI is none of the web. */
export function webLink(uri, attributes, ...children) {
  const url = typeof uri === 'string' ? webUrl(uri) : null;
  if (!url) {
    return el('span', { ...attributes, title: `Not a web link: ${shorten(words(uri), 200)}` }, ...children);
  }
  return el('a', { ...attributes, href: url.href, title: url.href, rel: 'noopener noreferrer nofollow', target: '_blank' }, ...children);
}

const AT_URI = /^at:\/\/([^/?#\s]+)(?:\/([^/?#\s]+)(?:\/([^/?#\s]+))?)?$/;

/** An at:// URI, leading to its place on this page. */
export function atLink(uri) {
  const parts = typeof uri === 'string' ? AT_URI.exec(uri) : null;
  if (!parts) {
    return el('code', {}, shorten(words(uri), 80));
  }
  return el('a', { class: 'at', href: place(...parts.slice(1).filter(Boolean)), title: uri }, shorten(uri, 64));
}

export function blobUrl(did, cid) {
  return `/xrpc/com.atproto.sync.getBlob?did=${encodeURIComponent(did)}&cid=${encodeURIComponent(cid)}`;
}
