import { panel, type Panel, type PanelForm } from './panel.js';
import type { PanelKit } from './panel-kit.js';

/** What is shown to those who did not say who they are, or have to say more than that they are a guest. */
export function signInPanel({ state, translator, identity }: PanelKit): Panel {
  const { text } = translator;
  const isGuest = state.session.signedIn; // and that is not enough
  if (state.codeSentTo !== null) return codePanel(state.codeSentTo, translator.text);
  const guest = { press: 'guest', label: text('signIn.guest'), kind: 'primary' } as const;
  const email: PanelForm = {
    press: 'sendCode',
    submit: text('signIn.send'),
    kind: isGuest || identity === 'email' ? 'primary' : 'secondary',
    field: {
      name: 'email',
      label: text('signIn.email'),
      type: 'email',
      inputMode: 'email',
      autoComplete: 'email',
    },
  };
  if (isGuest) {
    return panel({
      name: 'signIn',
      title: text('signIn.title'),
      text: text('signIn.required'),
      forms: [email],
    });
  }
  if (identity === 'guest') {
    return panel({
      name: 'signIn',
      title: text('start.title'),
      text: text('start.text'),
      buttons: [{ ...guest, label: text('start.button') }],
    });
  }
  return panel({
    name: 'signIn',
    title: text('signIn.title'),
    text: text(identity === 'email' ? 'signIn.required' : 'signIn.text'),
    forms: [email],
    buttons: identity === 'either' ? [guest] : [],
  });
}

function codePanel(email: string, text: PanelKit['translator']['text']): Panel {
  return panel({
    name: 'code',
    title: text('code.title'),
    text: text('code.text', { email }),
    forms: [
      {
        press: 'verify',
        submit: text('code.submit'),
        kind: 'primary',
        field: {
          name: 'code',
          label: text('code.field'),
          type: 'text',
          inputMode: 'numeric',
          autoComplete: 'one-time-code',
        },
      },
    ],
    buttons: [{ press: 'otherAddress', label: text('code.back'), kind: 'quiet' }],
  });
}
