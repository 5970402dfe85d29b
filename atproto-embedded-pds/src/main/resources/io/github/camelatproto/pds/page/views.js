// What stands in the middle of the page. A view has a node, load({account, author, commits}) -> data, and update with
// the two together; it is loaded and updated again whenever commits land.

import { api, Refusal } from './api.js';
import { commitList, showCommits, summary } from './commits.js';
import { copyable, copyButton, count, el, reconcile, shortCid, shorten } from './dom.js';
import { place } from './links.js';
import { blobLink, isPicture, picture, recordCard } from './records.js';
import { time } from './times.js';

const PAGE = 50;
const WIDE = matchMedia('(min-width: 64rem)');
const JSON_SHOWN = 'json';

export function accountHead(account, commits) {
  const records = account.collections.reduce((sum, { count: size }) => sum + size, 0);
  return el('header', { class: 'account' },
      el('h1', {}, el('bdi', {}, account.handle), account.status === 'active' ? null : el('span', { class: 'pill warn' }, account.status)),
      el('p', { class: 'marks' }, copyable(account.did, 'DID'),
          el('span', { class: 'muted' }, `${count(records, 'record')} in ${count(account.collections.length, 'collection')}`)),
      el('p', { class: 'latest-line' }, commits.length === 0 ? 'No commit yet' : [
        el('a', { href: place(account.did, 'commits') }, 'Latest commit'), ' · ', summary(commits[0].changes), ' · ', time(commits[0].time)]));
}

export function recordsView(did, collection, after) {
  const list = el('ol', { class: 'records', 'aria-label': `Records of ${collection}` });
  const size = el('span', { class: 'muted' });
  const pager = el('nav', { class: 'pager', 'aria-label': 'Pages' });
  const none = el('p', { class: 'notice', hidden: true }, after ? 'There are no older records.' : 'No records here now. What is written to this collection appears by itself.');
  const toggle = jsonToggle(list);
  let shown = false;
  return {
    node: el('section', { class: 'view' },
        el('div', { class: 'view-head' }, el('h2', { tabindex: '-1' }, collection), copyButton(collection, 'collection name'), size, toggle),
        none, list, pager),
    load: () => api.records(did, collection, { limit: PAGE + 1, cursor: after }),
    update({ account, author, records }) {
      const page = records.slice(0, PAGE);
      const total = account.collections.find(({ name }) => name === collection)?.count ?? 0;
      size.textContent = page.length < total ? `${page.length} of ${count(total, 'record')}` : count(total, 'record');
      const key = [author.name, author.avatar?.ref?.$link].join();
      reconcile(list, page, ({ uri, cid }) => `${uri} ${cid} ${key}`, (record) => {
        const card = recordCard(record, author, jsonShown());
        card.classList.toggle('fresh', shown);
        return card;
      });
      shown = true;
      none.hidden = page.length > 0;
      toggle.hidden = page.length === 0;
      pager.replaceChildren(...pages(did, collection, after, page, records.length > PAGE));
    },
  };
}

function pages(did, collection, after, page, hasOlder) {
  const at = (rkey) => `${place(did, collection)}?after=${encodeURIComponent(rkey)}`;
  const rkeyOf = ({ uri }) => uri.slice(uri.lastIndexOf('/') + 1);
  const newer = async () => {
    const { records } = await api.records(did, collection, { limit: PAGE + 1, cursor: rkeyOf(page[0]), reverse: true });
    location.hash = records.length > PAGE ? at(rkeyOf(records[PAGE])) : place(did, collection);
  };
  return [
    after ? el('a', { href: place(did, collection) }, 'Newest') : null,
    after && page.length > 0 ? el('button', { type: 'button', click: newer }, 'Newer') : null,
    hasOlder ? el('a', { href: at(rkeyOf(page[page.length - 1])) }, 'Older') : null,
  ].filter(Boolean);
}

function jsonShown() {
  return WIDE.matches && localStorage.getItem(JSON_SHOWN) !== 'no';
}

function jsonToggle(list) {
  const button = el('button', { type: 'button', class: 'toggle', 'aria-pressed': jsonShown() ? 'true' : 'false' }, 'JSON');
  button.addEventListener('click', () => {
    const shown = !jsonShown();
    localStorage.setItem(JSON_SHOWN, shown ? 'yes' : 'no');
    button.setAttribute('aria-pressed', String(shown));
    for (const raw of list.querySelectorAll('details.raw')) {
      raw.open = shown;
    }
  });
  return button;
}

export function recordView(did, collection, rkey) {
  const list = el('ol', { class: 'records' });
  const gone = el('p', { class: 'notice', hidden: true }, 'There is no such record, or it has been deleted.');
  return {
    node: el('section', { class: 'view' },
        el('div', { class: 'view-head' },
            el('h2', { tabindex: '-1' }, el('a', { href: place(did, collection) }, collection), el('wbr'), ' / ', el('span', { title: rkey }, shorten(rkey, 40)))),
        gone, list),
    load: () => api.record(did, collection, rkey).then((record) => [record], notFound).then((records) => ({ records })),
    update({ author, records }) {
      reconcile(list, records, ({ cid }) => cid, (record) => recordCard(record, author, true));
      gone.hidden = records.length > 0;
    },
  };
}

function notFound(e) {
  if (e instanceof Refusal && e.error === 'RecordNotFound') {
    return [];
  }
  throw e;
}

export function blobsView(did) {
  const list = el('ul', { class: 'blobs' });
  const size = el('span', { class: 'muted' });
  const none = el('p', { class: 'notice', hidden: true },
      'No blobs. A picture or file appears here once a record refers to it; until then an upload is temporary.');
  return {
    node: el('section', { class: 'view' }, el('div', { class: 'view-head' }, el('h2', { tabindex: '-1' }, 'Blobs'), size), none, list),
    load: () => api.blobs(did),
    update({ blobs, more }) {
      size.textContent = more ? `the newest ${blobs.length}` : blobs.length === 0 ? '' : count(blobs.length, 'file');
      reconcile(list, blobs, ({ ref }) => ref.$link, (blob) => blobTile(did, blob));
      none.hidden = blobs.length > 0;
    },
  };
}

function blobTile(did, blob) {
  const cid = blob.ref.$link;
  return el('li', { class: 'blob' },
      isPicture(blob) ? picture(blob, `Blob ${shortCid(cid)}`, { did }) : el('span', { class: 'file', 'aria-hidden': 'true' }, shorten(blob.mimeType, 40)),
      el('p', { class: 'marks' }, copyable(cid, 'CID', shortCid(cid)), blobLink(blob, { did })));
}

export function commitsView(did, after) {
  const list = commitList('Commits, newest first');
  const pager = el('nav', { class: 'pager', 'aria-label': 'Pages' });
  let shown = false;
  return {
    node: el('section', { class: 'view' }, el('div', { class: 'view-head' }, el('h2', { tabindex: '-1' }, 'Commits')), list, pager),
    load: async ({ log }) => ({ page: after ? await api.commits(did, after) : log }),
    update({ page: { commits, cursor } }) {
      showCommits(list, did, commits, shown);
      shown = true;
      pager.replaceChildren(...[
        after ? el('a', { href: place(did, 'commits') }, 'Newest') : null,
        cursor ? el('a', { href: `${place(did, 'commits')}?after=${encodeURIComponent(cursor)}` }, 'Older') : null,
      ].filter(Boolean));
    },
  };
}

/** @param handle of the account without records */
export function emptyRepo(handle) {
  return {
    node: el('section', { class: 'view welcome' },
        el('h2', { tabindex: '-1' }, 'Nothing written yet'),
        el('p', {}, 'This account has no records. Write one, and it appears here by itself. With Camel:'),
        code(`from("direct:posts")\n    .to("atproto:createRecord?service=${location.origin}&identifier=${handle}"\n`
            + '        + "&password=RAW(...)&collection=app.bsky.feed.post");'),
        el('p', {}, 'Or by hand:'),
        code(`TOKEN=$(curl -s ${location.origin}/xrpc/com.atproto.server.createSession \\\n  -H 'Content-Type: application/json' \\\n`
            + `  -d '{"identifier":"${handle}","password":"..."}' | sed 's/.*"accessJwt":"\\([^"]*\\)".*/\\1/')\n\n`
            + `curl ${location.origin}/xrpc/com.atproto.repo.createRecord \\\n  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\\n`
            + `  -d '{"repo":"${handle}","collection":"app.bsky.feed.post",\n       "record":{"text":"Hello","createdAt":"'$(date -u +%FT%TZ)'"}}'`)),
    load: () => ({}),
    update() {},
  };
}

export function emptyPds() {
  return el('section', { class: 'view welcome' },
      el('h1', {}, 'No accounts yet'),
      el('p', {}, 'This server runs and is empty. Create an account, and it appears here by itself:'),
      code(`curl ${location.origin}/xrpc/com.atproto.server.createAccount \\\n  -H 'Content-Type: application/json' \\\n`
          + '  -d \'{"handle":"alice.test","email":"alice@example.com","password":"secret"}\''),
      el('p', {}, 'Or have it created where the server is started:'),
      code('EmbeddedPds.builder()\n    .account("alice.test", "secret")\n    .build()\n    .start();'));
}

function code(text) {
  return el('div', { class: 'code-block' }, el('pre', { tabindex: '0' }, el('code', {}, text)), copyButton(text, 'the code'));
}

export function refusal({ error, message }) {
  return el('section', { class: 'view welcome' }, el('h1', {}, 'This cannot be shown'),
      el('p', {}, el('strong', {}, error), ' ', message), el('p', {}, el('a', { href: '#/' }, 'Back to the accounts')));
}
