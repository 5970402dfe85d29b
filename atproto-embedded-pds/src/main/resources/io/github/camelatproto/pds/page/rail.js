// The way around: accounts, and the collections of the one that is looked at.

import { el, grouped, reconcile } from './dom.js';
import { place } from './links.js';

/** @param more asks for accounts that are not listed yet; undefined where all are */
export function drawRail(rail, { accounts, total, more }, account, section) {
  if (!rail.firstElementChild) {
    rail.append(
        el('h2', { class: 'accounts-title' }), el('ul', { class: 'accounts' }), el('p', { class: 'more-accounts' }),
        el('h2', { class: 'collections-title' }, 'Collections'), el('ul', { class: 'collections' }), el('ul', { class: 'places' }));
  }
  const part = (name) => rail.querySelector(`.${name}`);
  part('accounts-title').textContent = total === 1 ? 'Account' : `Accounts (${grouped(total)})`;
  fill(part('accounts'), accounts.map(({ did, handle, records }) => ({
    href: place(did), label: handle, title: did, size: records, current: did === account.did && 'true',
  })));
  part('more-accounts').replaceChildren(more ? el('button', { type: 'button', click: more }, 'More accounts') : '');
  part('collections-title').hidden = account.collections.length === 0;
  fill(part('collections'), account.collections.map(({ name, count }) => ({
    href: place(account.did, name), label: collectionName(name), title: name, size: count, current: section === name && 'page',
  })));
  fill(part('places'), ['Blobs', 'Commits'].map((label) => ({
    href: place(account.did, label.toLowerCase()), label, current: section === label.toLowerCase() && 'page',
  })));
}

/** An NSID, its own name apart; a phone leaves out all but its last two parts. */
function collectionName(nsid) {
  const parts = nsid.split('.');
  const [group, name] = parts.slice(-2);
  return [el('span', { class: 'authority wide' }, parts.slice(0, -2).map((part) => `${part}.`)), el('span', { class: 'authority' }, `${group}.`), el('wbr'), name];
}

function fill(list, items) {
  reconcile(list, items, ({ href }) => href, item, (node, { size, current }) => {
    const link = node.firstElementChild;
    if (size !== undefined) {
      link.lastElementChild.textContent = grouped(size);
    }
    if (current) {
      link.setAttribute('aria-current', current);
    } else {
      link.removeAttribute('aria-current');
    }
  });
}

function item({ href, label, title, size, current }) {
  return el('li', {}, el('a', { href, title, 'aria-current': current },
      el('span', { class: 'label' }, label), size === undefined ? null : el('span', { class: 'size' }, grouped(size))));
}
