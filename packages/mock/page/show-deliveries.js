import { byId } from './by-id.js';
import { chip } from './chip.js';
import { control } from './control.js';
import { el } from './el.js';
import { clockTime } from './format.js';
import { keyedList } from './keyed-list.js';

/** @typedef {import('../src/live/live-view.js').LiveDelivery} LiveDelivery */

/** @type {Readonly<Record<string, import('./chip.js').Tone>>} */
const tones = { delivered: 'good', pending: 'info', failed: 'bad' };

/** Shows the deliveries of webhooks with their attempts, and sends one again. */
export function showDeliveries() {
  return keyedList(byId('deliveries'), { keyOf: (/** @type {LiveDelivery} */ { id }) => id, build });
}

/** @param {LiveDelivery} delivery */
function build({ id, eventType, status, createdAt, nextAttemptAt, attempts }) {
  const again = el(
    'button',
    { type: 'button', class: 'small', 'aria-label': `Send ${eventType} again` },
    'Send again',
  );
  again.addEventListener('click', () => control('POST', `deliveries/${id}/redeliver`));
  const next = nextAttemptAt === null ? '' : ` · next attempt at ${clockTime(nextAttemptAt)}`;
  return el(
    'li',
    { class: 'event delivery' },
    el('span', { class: 'at' }, clockTime(createdAt)),
    el('span', { class: 'title' }, eventType),
    chip(status, tones[status]),
    el(
      'span',
      { class: 'note chips' },
      ...attempts.map(({ outcome, ok }) => chip(outcome, ok ? 'good' : 'bad')),
      el('span', {}, `${attempts.length} ${attempts.length === 1 ? 'attempt' : 'attempts'}${next}`),
    ),
    again,
  );
}
