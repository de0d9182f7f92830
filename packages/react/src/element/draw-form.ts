import type { PanelField, PanelForm } from '../panel/panel.js';
import { build } from './build.js';

/** Draws a form of a panel, with the button that sends it. */
export function drawForm({ press, field, choice }: PanelForm, send: HTMLElement): HTMLElement {
  return build(
    'form',
    { class: 'ff-form', 'data-key': press, 'data-press': press },
    choice !== undefined && drawChoice(choice),
    field === undefined ? send : build('div', { class: 'ff-row' }, drawField(field), send),
    field?.hint !== undefined &&
      build(
        'span',
        { id: `${idOf(field)}-hint`, class: field.isWrong === true ? 'ff-hint ff-wrong' : 'ff-hint' },
        field.hint,
      ),
  );
}

/** Of this shadow root only. */
const idOf = ({ name }: PanelField): string => `ff-${name}`;

function drawField(field: PanelField): HTMLElement {
  const id = idOf(field);
  return build(
    'div',
    { class: 'ff-field' },
    build('label', { for: id }, field.label),
    build('input', {
      ...{ id, name: field.name, required: true, type: field.type },
      inputmode: field.inputMode,
      autocomplete: field.autoComplete,
      'aria-invalid': String(field.isWrong === true),
      'aria-describedby': field.hint === undefined ? null : `${id}-hint`,
    }),
  );
}

function drawChoice({ name, legend, options }: NonNullable<PanelForm['choice']>): HTMLElement {
  return build(
    'fieldset',
    { class: 'ff-slots' },
    build('legend', {}, legend),
    ...options.map(({ value, label, note }) =>
      build(
        'label',
        { class: 'ff-slot', 'data-key': value },
        build('input', { type: 'radio', name, value, required: true }),
        build('span', {}, label),
        build('small', {}, note),
      ),
    ),
  );
}
