import { byId } from './by-id.js';
import { control } from './control.js';
import { el } from './el.js';

/** @typedef {import('../src/live/live-view.js').LiveView['platform']} Platform */

/** Makes the form that asks for one fault. */
export function faultForm() {
  const form = byId('fault-form');
  const fault = el('select', { id: 'fault' });
  const operation = el('select', { id: 'operation' });
  const times = el(
    'select',
    { id: 'times' },
    option('1', 'once'),
    option('3', 'three times'),
    option('', 'always'),
  );
  form.append(
    field('Fault', fault),
    field('How often', times),
    field('Operation', operation),
    el('button', { type: 'submit', class: 'act' }, 'Let it strike'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [like, target, count] = [fault, operation, times].map((select) => valueOf(select));
    void control('POST', 'faults', {
      like,
      ...(target !== '' && { operation: target }),
      ...(count !== '' && { times: Number(count) }),
    });
  });

  /** @param {Platform} platform */
  return function show({ operations, faultNames }) {
    if (fault.childElementCount > 0) return;
    fault.append(...faultNames.map((name) => option(name, name)));
    operation.append(option('', 'every call'), ...operations.map((id) => option(id, id)));
  };
}

/** @param {string} value @param {string} text */
function option(value, text) {
  return el('option', { value }, text);
}

/** @param {string} text @param {HTMLElement} input */
function field(text, input) {
  return el('div', { class: 'field' }, el('label', { for: input.id }, text), input);
}

/** @param {HTMLElement} select */
function valueOf(select) {
  return select instanceof HTMLSelectElement ? select.value : '';
}
