import type { ExperienceState } from '../experience/experience-state.js';
import { frameRights, panelKey, type Panel, type PanelButton, type PanelForm } from '../panel/panel.js';
import { build, type Child } from './build.js';
import { drawForm } from './draw-form.js';

/** What a panel is drawn with. */
export interface Drawing {
  readonly panel: Panel;
  readonly state: ExperienceState;
  readonly problem: string | null;
  readonly headingLevel: number;
}

/** Draws a panel as the React widget does. Buttons and forms tell by `data-press` what they ask for. */
export function drawPanel({ panel, state, problem, headingLevel }: Drawing): HTMLElement {
  const { figure, progress, countdown, facts, frame, forms, buttons } = panel;
  const isFirst = ({ kind }: PanelButton): boolean => kind === 'primary';
  return build(
    'div',
    { class: 'ff-body', 'data-key': panelKey(panel) },
    build(
      'div',
      { class: 'ff-head' },
      panel.kicker !== null && build('p', { class: 'ff-kicker' }, panel.kicker),
      build(`h${headingLevel}`, { class: 'ff-title', tabindex: -1 }, panel.title),
      panel.text !== null && build('p', { class: 'ff-text' }, panel.text),
    ),
    panel.name === 'loading' &&
      build('div', { class: 'ff-skeleton', 'aria-hidden': 'true' }, build('i'), build('i')),
    figure !== null &&
      build(
        'p',
        { class: 'ff-figure' },
        build('span', { class: 'ff-value' }, figure.value),
        ' ',
        build('span', { class: 'ff-label' }, figure.label),
      ),
    progress !== null &&
      build('progress', {
        ...{ class: 'ff-progress', max: 1, value: progress.value },
        'aria-label': progress.label,
      }),
    countdown !== null &&
      build(
        'p',
        { class: 'ff-countdown', 'data-key': countdown.until },
        build('span', { class: 'ff-label' }, countdown.label),
        build('span', { class: 'ff-time', role: 'timer', 'aria-label': countdown.label }),
      ),
    facts.length > 0 && build('dl', { class: 'ff-facts' }, ...facts.map(fact)),
    frame !== null &&
      build('iframe', {
        ...{ class: 'ff-frame', src: frame.url, title: frame.title, 'data-key': frame.challengeId },
        sandbox: frameRights,
      }),
    problem !== null && build('p', { class: 'ff-problem', role: 'alert' }, problem),
    panel.notice !== null && build('p', { class: 'ff-notice' }, panel.notice),
    drawButtons(buttons.filter(isFirst), state),
    ...forms.map((form: PanelForm) => drawForm(form, drawButton(form, state))),
    drawButtons(
      buttons.filter((button) => !isFirst(button)),
      state,
    ),
    panel.hint !== null && build('p', { class: 'ff-hint' }, panel.hint),
  );
}

function fact({ label, value }: Panel['facts'][number]): HTMLElement {
  return build('div', {}, build('dt', {}, label), build('dd', {}, value));
}

function drawButtons(buttons: readonly PanelButton[], state: ExperienceState): Child {
  if (buttons.length === 0) return null;
  return build('div', { class: 'ff-buttons' }, ...buttons.map((button) => drawButton(button, state)));
}

/** One that is disabled would lose the keyboard's focus, so it only says that it is. */
function drawButton(button: PanelButton | PanelForm, { pending }: ExperienceState): HTMLElement {
  const isSubmit = 'submit' in button;
  return build(
    'button',
    {
      ...{ type: isSubmit ? 'submit' : 'button', class: 'ff-button' },
      'data-key': `${button.press} ${button.kind}`,
      'data-kind': button.kind,
      'data-press': isSubmit ? null : button.press,
      'data-fields': isSubmit || button.fields === undefined ? null : JSON.stringify(button.fields),
      'aria-disabled': String(pending !== null),
      'aria-busy': String(pending === button.press),
    },
    isSubmit ? button.submit : button.label,
  );
}
