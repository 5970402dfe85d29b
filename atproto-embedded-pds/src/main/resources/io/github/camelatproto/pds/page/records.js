// One record: what it says as people read it, its JSON beside it. What a record holds is anybody's: every field is
// looked at before it is used, and a record that cannot be shown is shown as JSON alone.

import { copyable, copyButton, el, bytes, shortCid, shorten, words } from './dom.js';
import { atLink, blobUrl, place, webLink, webUrl } from './links.js';
import { json } from './json.js';
import { richText } from './rich-text.js';
import { time } from './times.js';

const MAX_PICTURES = 20;
const MAX_FIELDS = 40;
const MAX_VALUE = 600;

const READERS = new Map([
  ['app.bsky.feed.post', post],
  ['app.bsky.feed.like', (value) => act('Likes', value.subject?.uri, value)],
  ['app.bsky.feed.repost', (value) => act('Reposts', value.subject?.uri, value)],
  ['app.bsky.graph.follow', (value) => act('Follows', value.subject, value)],
  ['app.bsky.graph.block', (value) => act('Blocks', value.subject, value)],
  ['app.bsky.actor.profile', profile],
]);

/** @param record as listRecords gives it; author {did, handle, name, avatar} */
export function recordCard(record, author, withJson) {
  const [collection, rkey] = record.uri.split('/').slice(3);
  return el('li', { class: 'record' },
      el('article', { class: 'card', 'aria-label': `${collection} ${shorten(rkey, 40)}` },
          el('div', { class: 'reading' },
              reading(record, author, collection),
              el('footer', { class: 'marks' },
                  el('span', { class: 'copyable' },
                      el('a', { class: 'code', href: place(author.did, collection, rkey), title: record.uri }, shorten(rkey, 28)),
                      copyButton(record.uri, 'URI')),
                  copyable(record.cid, 'CID', shortCid(record.cid)))),
          el('details', { class: 'raw', open: withJson }, el('summary', {}, 'JSON'), json(record.value))));
}

function reading({ value }, author, collection) {
  const type = typeof value.$type === 'string' ? value.$type : collection;
  try {
    return (READERS.get(type) ?? fields)(value, author);
  } catch (e) {
    if (!(e instanceof TypeError)) {
      throw e;
    }
    return el('p', { class: 'muted' }, `This is not the ${shorten(type, 80)} it says it is.`);
  }
}

function post(value, author) {
  return [
    el('header', { class: 'byline' },
        avatar(author),
        el('span', { class: 'who' },
            author.name ? el('strong', {}, el('bdi', {}, author.name), ' ') : null,
            el('span', { class: author.name ? 'muted' : 'strong' }, `@${author.handle}`)),
        time(value.createdAt)),
    value.reply?.parent ? el('p', { class: 'context' }, 'Reply to ', atLink(value.reply.parent.uri)) : null,
    typeof value.text === 'string' && value.text !== '' ? richText(value.text, value.facets) : null,
    embed(value.embed, author),
    tags(value),
  ];
}

function avatar({ did, handle, avatar: blob }) {
  return isPicture(blob)
      ? el('img', { class: 'avatar', src: blobUrl(did, blob.ref.$link), alt: '', width: 40, height: 40 })
      : el('span', { class: 'avatar', 'aria-hidden': 'true' }, handle.slice(0, 1).toUpperCase());
}

function tags({ langs, tags: given }) {
  const marks = [...strings(given).map((tag) => `#${shorten(tag, 64)}`), ...strings(langs).map((lang) => shorten(lang, 20))];
  return marks.length === 0 ? null : el('p', { class: 'tags' }, marks.map((mark) => el('span', { class: 'pill' }, el('bdi', {}, mark))));
}

function strings(list) {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string').slice(0, 8) : [];
}

function embed(value, author) {
  if (!value || typeof value !== 'object') {
    return null;
  }
  switch (value.$type) {
    case 'app.bsky.embed.images':
      return pictures(value.images, author);
    case 'app.bsky.embed.external':
      return card(value.external ?? {}, author);
    case 'app.bsky.embed.record':
      return quote(value.record);
    case 'app.bsky.embed.recordWithMedia':
      return [embed(value.media, author), quote(value.record?.record)];
    case 'app.bsky.embed.video':
      return el('p', { class: 'quote' }, 'Video ', blobLink(value.video, author), ' ', typeof value.alt === 'string' ? shorten(value.alt, 200) : null);
    default:
      return el('p', { class: 'quote muted' }, `Embeds ${shorten(words(value.$type), 80) || 'something without a type'}`);
  }
}

function quote(ref) {
  return el('p', { class: 'quote' }, 'Quotes ', atLink(ref?.uri));
}

function pictures(images, author) {
  const shown = Array.isArray(images) ? images.slice(0, MAX_PICTURES) : [];
  return el('div', { class: 'pictures', 'data-count': shown.length }, shown.map((image) => {
    const alt = typeof image?.alt === 'string' ? image.alt : '';
    return el('figure', {},
        picture(image?.image, alt, author, image?.aspectRatio),
        el('figcaption', { dir: 'auto', class: alt ? '' : 'muted' }, alt ? shorten(alt, 300) : 'No description'));
  }));
}

export function isPicture(blob) {
  return typeof blob?.ref?.$link === 'string' && typeof blob.mimeType === 'string' && blob.mimeType.startsWith('image/');
}

/** A blob as a picture; where it is none, or cannot be loaded, its description in words. */
export function picture(blob, alt, { did }, ratio) {
  const instead = () => el('span', { class: 'no-picture' }, alt ? 'Picture not available' : 'Picture not available, and not described');
  if (!isPicture(blob)) {
    return instead();
  }
  const known = Number.isInteger(ratio?.width) && Number.isInteger(ratio?.height) && ratio.width > 0 && ratio.height > 0;
  const image = el('img', {
    src: blobUrl(did, blob.ref.$link), alt, loading: 'lazy', decoding: 'async',
    width: known ? ratio.width : null, height: known ? ratio.height : null,
  });
  image.addEventListener('error', () => image.replaceWith(instead()));
  return image;
}

function card({ uri, title, description, thumb }, author) {
  const url = typeof uri === 'string' ? webUrl(uri) : null;
  return webLink(uri, { class: 'link-card' },
      isPicture(thumb) ? thumbnail(thumb, author) : null,
      el('span', { class: 'link-card-text' },
          el('span', { class: 'host' }, url ? url.host : shorten(words(uri), 80)),
          el('strong', { dir: 'auto' }, shorten(words(title ?? ''), 200) || (url ? url.pathname : 'Untitled')),
          description ? el('span', { class: 'description', dir: 'auto' }, shorten(words(description), 300)) : null));
}

// inside a link already
function thumbnail(blob, { did }) {
  const image = el('img', { src: blobUrl(did, blob.ref.$link), alt: '', loading: 'lazy', decoding: 'async' });
  image.addEventListener('error', () => image.remove());
  return image;
}

function act(verb, subject, value) {
  return el('p', { class: 'act' },
      el('span', { class: 'verb' }, verb), ' ',
      typeof subject === 'string' && subject.startsWith('did:') ? el('a', { class: 'at', href: place(subject) }, shorten(subject, 64)) : atLink(subject), ' ',
      time(value.createdAt));
}

function profile(value, author) {
  return el('div', { class: 'profile' },
      avatar({ ...author, avatar: value.avatar }),
      el('div', {},
          el('p', {}, el('strong', { class: 'name', dir: 'auto' }, typeof value.displayName === 'string' ? shorten(value.displayName, 128) : author.handle)),
          el('p', { class: 'muted' }, `@${author.handle}`),
          typeof value.description === 'string' ? el('p', { class: 'text', dir: 'auto' }, shorten(value.description, 2000)) : null));
}

/** Any other record: its fields by name. */
function fields(value, author) {
  const shown = Object.entries(value).filter(([name]) => name !== '$type');
  if (shown.length === 0) {
    return el('p', { class: 'muted' }, 'No fields');
  }
  return el('dl', { class: 'fields' }, shown.slice(0, MAX_FIELDS).map(([name, content]) => [
    el('dt', {}, el('bdi', {}, shorten(name, 60))),
    el('dd', { dir: 'auto' }, field(content, author)),
  ]), shown.length > MAX_FIELDS ? el('dt', { class: 'muted' }, `… ${shown.length - MAX_FIELDS} more`) : null);
}

const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

function field(content, author) {
  if (typeof content === 'string') {
    if (DATETIME.test(content) && content.length <= 64) {
      return time(content);
    }
    if (content.startsWith('at://')) {
      return atLink(content);
    }
    return webUrl(content) ? webLink(content, {}, shorten(content, 200)) : shorten(content, MAX_VALUE);
  }
  if (typeof content === 'number' || typeof content === 'boolean') {
    return String(content);
  }
  if (isPicture(content)) {
    return el('div', { class: 'field-picture' }, picture(content, '', author));
  }
  if (content?.$type === 'blob') {
    return blobLink(content, author);
  }
  if (typeof content?.$link === 'string') {
    return copyable(content.$link, 'CID', shortCid(content.$link));
  }
  if (Array.isArray(content) && content.every((item) => typeof item === 'string')) {
    return shorten(content.join(', '), MAX_VALUE);
  }
  return el('code', {}, shorten(words(content), MAX_VALUE));
}

export function blobLink(blob, { did }) {
  if (typeof blob?.ref?.$link !== 'string') {
    return 'without a file';
  }
  const size = Number.isInteger(blob.size) ? `, ${bytes(blob.size)}` : '';
  return el('a', { href: blobUrl(did, blob.ref.$link), download: true }, `${shorten(words(blob.mimeType), 60)}${size}`);
}
