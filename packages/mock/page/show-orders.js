import { byId } from './by-id.js';
import { chip } from './chip.js';
import { el } from './el.js';
import { keyedList } from './keyed-list.js';

/** @typedef {import('../src/live/live-view.js').LiveOrder} LiveOrder */

/** @type {Readonly<Record<string, import('./chip.js').Tone>>} */
const tones = { completed: 'good', pending: 'info', cancelled: 'bad' };

/** Shows the orders that were made last. */
export function showOrders() {
  return keyedList(byId('orders'), { keyOf: (/** @type {LiveOrder} */ { id }) => id, build });
}

/** @param {LiveOrder} order */
function build({ id, product, quantity, amount, currencyCode, status, consumer, shop }) {
  return el(
    'li',
    { class: 'entry' },
    el('span', { class: 'title' }, `${quantity} × ${product}`),
    chip(status, tones[status]),
    el('span', { class: 'note' }, `${amount} ${currencyCode} · ${consumer} · ${shop}`),
    el('span', { class: 'note mono' }, id),
  );
}
