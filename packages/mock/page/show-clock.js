import { byId } from './by-id.js';
import { control } from './control.js';
import { el } from './el.js';
import { clockTime, dayOf } from './format.js';

/** @typedef {import('../src/live/live-view.js').LiveView} LiveView */

const steps = /** @type {const} */ ([
  ['1s', '+1 s', 'advance one second'],
  ['1m', '+1 min', 'advance one minute'],
  ['15m', '+15 min', 'advance fifteen minutes'],
  ['1h', '+1 h', 'advance one hour'],
  ['1d', '+1 d', 'advance one day'],
]);

/** Shows the clock of the platform, which goes on by itself between two reports, and its buttons. */
export function showClock() {
  /** @type {{ now: number, isFlowing: boolean, at: number } | undefined} */
  let told;
  const toggle = el('button', { type: 'button' }, 'Freeze');
  toggle.addEventListener('click', () => control('POST', 'clock', { flow: told?.isFlowing !== true }));
  byId('clock-buttons').append(
    ...steps.map(([advance, text, label]) => {
      // Who speaks to the page says what stands on the button (WCAG 2.5.3).
      const button = el('button', { type: 'button', 'aria-label': `${text}, ${label}`, title: label }, text);
      button.addEventListener('click', () => control('POST', 'clock', { advance }));
      return button;
    }),
    toggle,
  );

  function draw() {
    if (told === undefined) return;
    const now = told.now + (told.isFlowing ? performance.now() - told.at : 0);
    byId('now').textContent = clockTime(now);
    byId('now').setAttribute('datetime', new Date(now).toISOString());
    byId('date').textContent = `${dayOf(now)} · ${told.isFlowing ? 'flows' : 'stands still'}`;
  }
  setInterval(draw, 250);

  /** @param {LiveView['clock']} clock */
  return function show({ now, isFlowing }) {
    told = { now, isFlowing, at: performance.now() };
    toggle.textContent = isFlowing ? 'Freeze' : 'Flow';
    draw();
  };
}
