import { byId } from './by-id.js';
import { chip } from './chip.js';
import { control } from './control.js';
import { el } from './el.js';
import { clockTime } from './format.js';
import { keyedList } from './keyed-list.js';

/** @typedef {import('../src/live/live-view.js').LiveView['faults']} LiveFaults */
/** @typedef {import('../src/live/live-view.js').LiveFault} LiveFault */
/** @typedef {import('../src/live/live-view.js').LiveStrike} LiveStrike */

/** Shows what goes wrong on purpose, and switches scenarios. */
export function showFaults() {
  const scenarios = keyedList(byId('scenarios'), { keyOf: ({ name }) => name, build: scenarioOf });
  const armed = keyedList(byId('armed'), { keyOf: ({ id }) => String(id), build: armedOf });
  const strikes = keyedList(byId('strikes'), { keyOf: ({ seq }) => String(seq), build: strikeOf });

  /** @param {LiveFaults} faults */
  return function show(faults) {
    scenarios(faults.scenarios);
    armed(faults.armed);
    strikes(faults.strikes);
  };
}

/** @param {LiveFaults['scenarios'][number]} scenario */
function scenarioOf({ name, summary, active }) {
  const button = el(
    'button',
    {
      type: 'button',
      role: 'switch',
      'aria-checked': active ? 'true' : 'false',
      'aria-label': name,
      'aria-description': summary,
      title: summary,
    },
    el('span', { class: 'track', 'aria-hidden': 'true' }),
    el('span', {}, name),
    el('span', { class: 'note' }, summary),
  );
  button.addEventListener('click', () =>
    active ? control('DELETE', `scenarios/${name}`) : control('POST', 'scenarios', { names: [name] }),
  );
  return el('li', {}, button);
}

/** @param {LiveFault} fault */
function armedOf({ id, target, words, left }) {
  const end = el(
    'button',
    { type: 'button', class: 'small', 'aria-label': `End ${words.join(', ')}` },
    'End',
  );
  end.addEventListener('click', () => control('DELETE', `faults/${id}`));
  return el(
    'li',
    { class: 'entry' },
    el('span', { class: 'title' }, words.join(' · ')),
    end,
    el('span', { class: 'note' }, `${target} · ${left === null ? 'every time' : `${left} more`}`),
  );
}

/** @param {LiveStrike} strike */
function strikeOf({ at, target, words, scenario }) {
  return el(
    'li',
    { class: 'event' },
    el('span', { class: 'at' }, clockTime(at)),
    el('span', { class: 'title' }, target),
    el('span', { class: 'side' }, scenario ?? ''),
    el('span', {}),
    el('span', { class: 'note chips' }, ...words.map((word) => chip(word, 'bad'))),
  );
}
