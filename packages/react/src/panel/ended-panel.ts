import type { EndedView } from '@fanfare/browser';
import { slotsForm } from './slots-form.js';
import { panel, type Panel, type PanelButton } from './panel.js';
import type { PanelKit } from './panel-kit.js';

/** After which ends there is nothing to be sorry for. */
const good: readonly EndedView['outcome']['type'][] = ['won', 'completed'];

/** What is shown when it is over. */
export function endedPanel(view: EndedView, kit: PanelKit): Panel {
  const { text } = kit.translator;
  const { outcome, actions } = view;
  const buttons: PanelButton[] = [];
  if ('enter' in actions) buttons.push({ press: 'enter', label: text('ended.again'), kind: 'primary' });
  else buttons.push({ press: 'reroute', label: text('ended.reroute'), kind: 'quiet' });
  const booking =
    'book' in actions
      ? slotsForm(kit, { press: 'book', submit: text('slots.submit'), kind: 'secondary' })
      : null;
  const type = kit.translator.has(`ended.${outcome.type}.title`) ? outcome.type : 'closed'; // a newer word
  return panel({
    name: 'ended',
    tone: good.includes(outcome.type) ? 'good' : 'neutral',
    title: text(`ended.${type}.title`),
    text: text(`ended.${type}.text`),
    forms: booking === null ? [] : [booking],
    buttons,
  });
}
