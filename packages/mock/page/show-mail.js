import { byId } from './by-id.js';
import { el } from './el.js';
import { clockTime } from './format.js';
import { keyedList } from './keyed-list.js';

/** @typedef {import('../src/live/live-view.js').LiveCode} LiveCode */

/** Shows the codes that are on their way. */
export function showMail() {
  const keyOf = (/** @type {LiveCode} */ { purpose, address, code }) => `${purpose} ${address} ${code}`;
  return keyedList(byId('mail'), { keyOf, build });
}

/** @param {LiveCode} code */
function build({ address, code, purpose, expiresAt }) {
  return el(
    'li',
    { class: 'entry' },
    el('span', { class: 'title' }, address),
    el('span', { class: 'code' }, code),
    el('span', { class: 'note' }, `to ${purpose} · until ${clockTime(expiresAt)}`),
  );
}
