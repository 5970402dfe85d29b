// Times as people say them, with the exact one in the title.

import { el, shorten } from './dom.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const EXACT = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long' });
const DATE = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });

/** A time element; what is no time is shown as it is written. */
export function time(written) {
  const at = typeof written === 'string' ? Date.parse(written) : NaN;
  if (Number.isNaN(at)) {
    return el('span', { class: 'muted' }, typeof written === 'string' ? shorten(written, 40) : 'no time');
  }
  const date = new Date(at);
  return el('time', { datetime: date.toISOString(), title: `${EXACT.format(date)} (${shorten(written, 40)})` }, relative(at));
}

export function relative(at, now = Date.now()) {
  const ago = now - at;
  const distance = Math.abs(ago);
  if (distance < MINUTE) {
    return 'just now';
  }
  if (distance >= 7 * DAY) {
    return DATE.format(new Date(at));
  }
  const [size, unit] = distance < HOUR ? [MINUTE, 'min'] : distance < DAY ? [HOUR, 'h'] : [DAY, 'd'];
  const amount = `${Math.floor(distance / size)} ${unit}`;
  return ago > 0 ? `${amount} ago` : `in ${amount}`;
}

/** Brings every time on the page up to date, now and then. */
export function keepTimes() {
  setInterval(() => {
    for (const node of document.querySelectorAll('time[datetime]')) {
      const text = relative(Date.parse(node.dateTime));
      if (node.textContent !== text) {
        node.textContent = text;
      }
    }
  }, 20_000);
}
