import { isProving } from '../experience/proving.js';
import { panel, type Panel, type PanelButton, type PanelForm } from './panel.js';
import type { PanelKit } from './panel-kit.js';

/** What is shown where the shopper has to prove something before what they pressed is done; `null` where that is nothing. */
export function proofPanel({ state, translator: { text } }: PanelKit): Panel | null {
  const { view, pending, setAside, isEmailCodeSent } = state;
  const { needed } = view;
  // While something else is under way, a page that has a handler of its own asks.
  const isAskedElsewhere = pending !== null && !isProving(pending);
  if (needed === undefined || needed === setAside || isAskedElsewhere) return null;
  const notNow: PanelButton = { press: 'notNow', label: text('proof.notNow'), kind: 'quiet' };
  const field = { name: 'code', type: 'text', autoComplete: 'one-time-code' } as const;
  if (needed.proof === 'second_factor') {
    const code = { ...field, label: text('secondFactor.field'), inputMode: 'text' } as const; // backup codes have letters
    return panel({
      name: 'secondFactor',
      title: text('secondFactor.title'),
      text: text('secondFactor.text'),
      forms: [{ press: 'stepUp', submit: text('secondFactor.submit'), kind: 'primary', field: code }],
      buttons: [notNow],
    });
  }
  const code = { ...field, label: text('verifyEmail.field'), inputMode: 'numeric' } as const;
  const confirm: PanelForm = {
    press: 'confirmEmail',
    submit: text('verifyEmail.submit'),
    kind: 'primary',
    field: code,
  };
  return panel({
    name: 'verifyEmail',
    title: text('verifyEmail.title'),
    text: text(isEmailCodeSent ? 'verifyEmail.sent' : 'verifyEmail.text'),
    forms: isEmailCodeSent ? [confirm] : [],
    buttons: [
      {
        press: 'requestEmailCode',
        label: text(isEmailCodeSent ? 'verifyEmail.again' : 'verifyEmail.button'),
        kind: isEmailCodeSent ? 'secondary' : 'primary',
      },
      notNow,
    ],
  });
}
