import { byId } from './by-id.js';
import { chip, toneOf } from './chip.js';
import { el } from './el.js';
import { clockTime } from './format.js';
import { keyedList } from './keyed-list.js';

/** @typedef {import('../src/live/live-view.js').LiveRequest} LiveRequest */

/** Shows the requests that arrived last. */
export function showRequests() {
  return keyedList(byId('requests'), { keyOf: (/** @type {LiveRequest} */ { id }) => id, build });
}

/** @param {LiveRequest} request */
function build({ at, method, path, operation, status, durationMs, faults }) {
  return el(
    'li',
    { class: 'event' },
    el('span', { class: 'at' }, clockTime(at)),
    el('span', { class: 'title' }, operation ?? path),
    el('span', { class: 'side' }, durationMs === null ? '' : `${durationMs} ms`),
    chip(status === null ? '…' : String(status), toneOf(status)),
    el('span', { class: 'note mono', title: path }, `${method} ${path}`),
    ...(faults.length === 0
      ? []
      : [el('span', { class: 'note chips' }, ...faults.map((fault) => chip(fault, 'bad')))]),
  );
}
