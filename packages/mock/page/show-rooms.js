import { byId } from './by-id.js';
import { chip } from './chip.js';
import { el } from './el.js';
import { words } from './format.js';
import { keyedList } from './keyed-list.js';

/** @typedef {import('../src/live/live-view.js').LiveRoom} LiveRoom */

/** @type {readonly (readonly [keyof LiveRoom['counts'], string, import('./chip.js').Tone])[]} */
const figures = [
  ['entered', 'waiting', 'info'],
  ['granted', 'admitted', 'good'],
  ['completed', 'done', 'good'],
  ['left', 'left', ''],
  ['denied', 'denied', 'bad'],
];

/** @type {Readonly<Record<string, import('./chip.js').Tone>>} */
const lifecycles = { open: 'good', scheduled: 'info', settling: 'warn' };

/** Shows the distributions, who stands in them, and where. */
export function showRooms() {
  return keyedList(byId('rooms'), { keyOf: (/** @type {LiveRoom} */ { id }) => id, build });
}

/** @param {LiveRoom} room */
function build({ name, mechanism, shop, lifecycle, counts, people }) {
  const came = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const more = came - people.length;
  const chips = figures
    .filter(([fate]) => counts[fate] > 0)
    .map(([fate, text, tone]) => chip(`${counts[fate]} ${text}`, tone));
  return el(
    'li',
    { class: 'room' },
    el(
      'div',
      { class: 'head' },
      el('span', { class: 'title' }, name),
      chip(lifecycle, lifecycles[lifecycle]),
    ),
    el('p', { class: 'note' }, `${words(mechanism)} · ${shop}`),
    el(
      'p',
      { class: 'chips' },
      ...(chips.length === 0 ? [el('span', { class: 'note' }, 'Nobody came yet')] : chips),
    ),
    el('ol', { class: 'people', 'aria-label': `People in ${name}` }, ...people.map(personOf)),
    more === 0 ? '' : el('p', { class: 'note' }, `and ${more} more`),
  );
}

/** @param {LiveRoom['people'][number]} person */
function personOf({ id, name, status, position }) {
  return el(
    'li',
    {},
    el('span', { class: 'place' }, position === null ? '' : `${position}.`),
    el('span', { class: 'name', title: id }, name),
    el('span', { class: 'note' }, words(status)),
  );
}
