// The page: what the hash names is shown, and shown again when commits land.

import { api, Refusal, Unreachable } from './api.js';
import { commitList, showCommits } from './commits.js';
import { copyable, el } from './dom.js';
import { place } from './links.js';
import { listen } from './live.js';
import { drawRail } from './rail.js';
import { route } from './route.js';
import { keepTimes } from './times.js';
import { accountHead, blobsView, commitsView, emptyPds, emptyRepo, recordsView, recordView, refusal } from './views.js';

const POST = 'app.bsky.feed.post';
const PROFILE = 'app.bsky.actor.profile';
const LATEST = 12;
const BREATH = 500;
const NOW_AND_THEN = 5000;

const rail = document.getElementById('rail');
const main = document.getElementById('main');
const latest = document.getElementById('latest');

/** What stands in main; stays as long as its address does, and takes in what has changed. */
let view = {};
let turn = 0;
let accountPages = 1;

/** Shows what the hash names as it is now, unless it is asked to again before all is loaded. */
async function show() {
  const mine = ++turn;
  const listed = await accounts();
  const repo = route().repo ?? lastWriter(listed.accounts);
  if (mine !== turn) {
    return;
  }
  if (!repo) {
    showEmptyPds();
    return;
  }
  const [account, log] = await Promise.all([api.account(repo), api.commits(repo)]);
  const at = settled(account);
  const address = JSON.stringify([account.did, at]);
  const next = view.address === address ? view : { address, ...viewOf(account, at) };
  const author = await authorOf(account);
  const data = await next.load({ log });
  if (mine !== turn) {
    return;
  }
  drawRail(rail, listed, account, at.section);
  next.update({ account, author, ...data });
  drawMain(next, accountHead(account, log.commits));
  drawLatest(account.did, log.commits, at.section !== 'commits');
  document.title = [at.rkey, at.section, account.handle, 'Embedded PDS'].filter(Boolean).join(' · ');
}

async function accounts() {
  const pages = [await api.accounts()];
  while (pages.length < accountPages && pages.at(-1).cursor) {
    pages.push(await api.accounts(pages.at(-1).cursor));
  }
  const more = pages.at(-1).cursor && (() => {
    accountPages++;
    refresh();
  });
  return { accounts: pages.flatMap((page) => page.accounts), total: pages[0].total, more };
}

/** Revisions are times. */
function lastWriter(listed) {
  return listed.reduce((last, account) => (last && last.rev >= account.rev ? last : account), undefined)?.did;
}

/** Gives #/ and #/did the address of what they show, so that it stays while commits land. */
function settled(account) {
  const at = route();
  if (at.repo && at.section) {
    return at;
  }
  const names = [...account.collections].sort((a, b) => b.count - a.count).map(({ name }) => name);
  const first = names.includes(POST) ? POST : names[0];
  history.replaceState(null, '', first ? place(account.did, first) : place(account.did));
  return route();
}

function viewOf({ did, handle }, { section, rkey, after }) {
  switch (section) {
    case undefined:
      return emptyRepo(handle);
    case 'blobs':
      return blobsView(did);
    case 'commits':
      return commitsView(did, after);
    default:
      return rkey ? recordView(did, section, rkey) : recordsView(did, section, after);
  }
}

async function authorOf({ did, handle, collections }) {
  const value = collections.some(({ name }) => name === PROFILE)
      ? await api.record(did, PROFILE, 'self').then((record) => record.value, () => ({}))
      : {};
  return { did, handle, name: typeof value.displayName === 'string' ? value.displayName.slice(0, 64) : '', avatar: value.avatar };
}

function drawMain(next, head) {
  if (next === view) {
    if (!main.firstElementChild.isEqualNode(head)) {
      main.firstElementChild.replaceWith(head);
    }
    return;
  }
  const moved = view.address !== undefined;
  view = next;
  main.replaceChildren(head, next.node);
  if (moved) {
    scrollTo(0, 0);
    next.node.querySelector('h2')?.focus({ preventScroll: true });
  }
}

function drawLatest(did, commits, wanted) {
  const known = latest.dataset.did === did;
  if (!known) {
    latest.dataset.did = did;
    latest.replaceChildren(el('h2', {}, el('a', { href: place(did, 'commits') }, 'Latest commits')), commitList('Latest commits'));
  }
  showCommits(latest.lastElementChild, did, commits.slice(0, LATEST), known);
  latest.hidden = !wanted;
}

function showEmptyPds() {
  if (!main.querySelector('.welcome')) {
    main.replaceChildren(emptyPds());
  }
}

async function showOrSayWhyNot() {
  try {
    await show();
  } catch (e) {
    if (e instanceof Refusal) {
      view = { address: null };
      latest.hidden = true;
      main.replaceChildren(refusal(e));
    } else if (!(e instanceof Unreachable)) {
      throw e;
    }
  }
}

let refreshing = false;
let again = false;

/** One after another, and not without a pause: commits may land faster than they can be shown. */
async function refresh() {
  again = true;
  if (refreshing) {
    return;
  }
  refreshing = true;
  try {
    while (again) {
      again = false;
      await showOrSayWhyNot();
      await new Promise((done) => setTimeout(done, BREATH));
    }
  } finally {
    refreshing = false;
  }
}

const STATES = { live: 'Live', connecting: 'Connecting', offline: 'Disconnected, trying again' };

function said(state) {
  document.getElementById('live').dataset.state = state;
  document.getElementById('live-text').textContent = STATES[state];
}

document.getElementById('service').append(copyable(location.origin, 'service URL', location.host));
document.getElementById('skip').addEventListener('click', (event) => {
  // the hash is the address of what is shown
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', showOrSayWhyNot);
keepTimes();
showOrSayWhyNot();
listen(refresh, said);
// accounts come, and change their status, without a commit
setInterval(() => document.hidden || refresh(), NOW_AND_THEN);
