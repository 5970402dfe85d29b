// The commit log: what each commit changed.

import { copyable, count, el, reconcile, shortCid, shorten } from './dom.js';
import { place } from './links.js';
import { time } from './times.js';

const SHOWN_AT_ONCE = 5;

export function commitList(label) {
  return el('ol', { class: 'commits', 'aria-label': label });
}

export function showCommits(list, did, commits, isNew) {
  reconcile(list, commits, (commit) => commit.cid, (commit) => commitItem(did, commit, isNew));
}

function commitItem(did, commit, isNew) {
  return el('li', { class: isNew ? 'commit fresh' : 'commit' },
      el('p', { class: 'commit-head' },
          el('strong', {}, summary(commit.changes)),
          time(commit.time)),
      el('p', { class: 'marks' }, copyable(commit.cid, 'commit CID', shortCid(commit.cid)), copyable(commit.rev, 'revision')),
      changes(did, commit.changes));
}

/** Such as "2 created, 1 deleted". */
export function summary(changes) {
  const text = ['created', 'updated', 'deleted']
      .map((action) => [changes.filter((change) => change.action === action).length, action])
      .filter(([number]) => number > 0)
      .map(([number, action]) => `${number} ${action}`)
      .join(', ');
  return text || 'Nothing changed';
}

function changes(did, all) {
  const rest = all.slice(SHOWN_AT_ONCE);
  return [
    changeList(did, all.slice(0, SHOWN_AT_ONCE)),
    rest.length === 0 ? null : later(count(rest.length, 'more change'), () => changeList(did, rest)),
  ];
}

/** Built once it is opened: a commit may have changed hundreds of records. */
function later(label, build) {
  const details = el('details', { class: 'more' }, el('summary', {}, label));
  details.addEventListener('toggle', () => details.append(build()), { once: true });
  return details;
}

function changeList(did, some) {
  return el('ul', { class: 'changes' }, some.map(({ action, collection, rkey, cid }) => {
    const name = [el('span', { class: 'change-collection' }, collection), el('wbr'), el('span', { class: 'change-rkey' }, `/${shorten(rkey, 28)}`)];
    const uri = `at://${did}/${collection}/${rkey}`;
    return el('li', {},
        el('span', { class: `action ${action}` }, action),
        el('span', { class: 'changed' },
            action === 'deleted' ? el('span', { class: 'gone', title: uri }, name) : el('a', { href: place(did, collection, rkey), title: uri }, name),
            cid ? copyable(cid, 'CID', shortCid(cid)) : null));
  }));
}
