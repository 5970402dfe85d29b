// Builds the document. Text only ever goes in as text nodes: nothing here, or anywhere on the page, parses markup.

const SVG = 'http://www.w3.org/2000/svg';

/** An element; a listener for each attribute that is a function, no attribute for undefined, null and false. */
export function el(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(name, value);
    } else if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

export function icon(path) {
  const shape = furnish(document.createElementNS(SVG, 'path'), { d: path }, []);
  return furnish(document.createElementNS(SVG, 'svg'), { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, [shape]);
}

/**
 * Makes the children of a list stand for the items, in their order. Nodes whose key is still there stay, so that focus,
 * selection and scrolling survive an update.
 */
export function reconcile(list, items, keyOf, build, update = () => {}) {
  const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
  let next = list.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    let node = old.get(key);
    if (node) {
      old.delete(key);
      update(node, item);
    } else {
      node = build(item);
      node.dataset.key = key;
    }
    if (node === next) {
      next = next.nextElementSibling;
    } else {
      list.insertBefore(node, next);
    }
  }
  old.forEach((node) => node.remove());
}

export function announce(text) {
  document.getElementById('announcer').textContent = text;
}

const COPY = 'M5.5 5.5V3.5a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2M3.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1z';
const DONE = 'M3 8.5l3.5 3.5L13 4.5';

/** A button that copies a text; label says what it is. */
export function copyButton(text, label) {
  const button = el('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${label}`, title: `Copy ${label}` }, icon(COPY));
  button.addEventListener('click', async () => {
    await copy(text);
    button.replaceChildren(icon(DONE));
    announce(`Copied ${label}`);
    setTimeout(() => button.replaceChildren(icon(COPY)), 1500);
  });
  return button;
}

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // over plain HTTP there is a clipboard on the loopback interface only
  const field = el('textarea', { class: 'unseen', readonly: true });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** A text shown short and copied whole. */
export function copyable(text, label, shown = text) {
  return el('span', { class: 'copyable' }, el('code', { title: text }, shown), copyButton(text, label));
}

/** Both ends of a text that is too long to show. */
export function shorten(text, max = 24) {
  if (text.length <= max) {
    return text;
  }
  const head = Math.ceil((max - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (max - 1 - head))}`;
}

/** A value that should be a text. Not String(value): that calls what a record may have put in its toString. */
export function words(value) {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}

/** A CID begins like every other; its end tells it apart. */
export function shortCid(cid) {
  return shorten(cid, 15);
}

const NUMBER = new Intl.NumberFormat('en');

export function count(number, one, many = `${one}s`) {
  return `${NUMBER.format(number)} ${number === 1 ? one : many}`;
}

export function grouped(number) {
  return NUMBER.format(number);
}

export function bytes(size) {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  let unit = 0;
  let value = size;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toLocaleString('en', { maximumFractionDigits: unit === 0 ? 0 : 1 })} ${units[unit]}`;
}
