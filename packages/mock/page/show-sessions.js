import { byId } from './by-id.js';
import { chip } from './chip.js';
import { el } from './el.js';
import { clockTime } from './format.js';
import { keyedList } from './keyed-list.js';

/** @typedef {import('../src/live/live-view.js').LiveConsumer} LiveConsumer */

/** Shows who is signed in, and how often each session was refreshed. */
export function showSessions() {
  return keyedList(byId('sessions'), { keyOf: (/** @type {LiveConsumer} */ { id }) => id, build });
}

/** @param {LiveConsumer} consumer */
function build({ name, shop, isGuest, sessions }) {
  return el(
    'li',
    { class: 'entry' },
    el('span', { class: 'title' }, name),
    chip(isGuest ? 'guest' : 'member', isGuest ? '' : 'info'),
    el('span', { class: 'note' }, shop),
    ...sessions.map(({ device, methods, generation, state, lastUsedAt }) =>
      el(
        'span',
        { class: 'note chips' },
        chip(state, state === 'live' ? 'good' : 'bad'),
        chip(`generation ${generation}`),
        el('span', {}, [device, ...methods, clockTime(lastUsedAt)].join(' · ')),
      ),
    ),
  );
}
