import type { GatedView } from '@fanfare/browser';
import { panel, type Panel } from './panel.js';
import type { PanelKit } from './panel-kit.js';
import { signInPanel } from './sign-in-panel.js';

/** What is shown where conditions stand in the way: one after the other, in the order in which they make sense. */
export function gatedPanel({ gates }: GatedView, kit: PanelKit): Panel {
  const { text } = kit.translator;
  const find = <Type extends GatedView['gates'][number]['type']>(type: Type) =>
    gates.find((gate) => gate.type === type);
  if (find('authentication') !== undefined) return signInPanel(kit);
  const code = find('access_code');
  if (code !== undefined) {
    const isWrong = code.status === 'invalid';
    return panel({
      name: 'accessCode',
      title: text('accessCode.title'),
      text: text('accessCode.text'),
      forms: [
        {
          press: 'reroute',
          submit: text('accessCode.submit'),
          kind: 'primary',
          field: {
            name: 'accessCode',
            label: text('accessCode.field'),
            type: 'text',
            inputMode: 'text',
            autoComplete: 'off',
            ...(isWrong && { isWrong, hint: text('accessCode.invalid') }),
          },
        },
      ],
    });
  }
  const isBlocked = find('bot_check')?.status === 'blocked';
  return panel({
    name: 'botCheck',
    title: text('botCheck.title'),
    text: text(isBlocked ? 'botCheck.blocked' : 'botCheck.text'),
    buttons: [{ press: 'reroute', label: text('botCheck.button'), kind: 'secondary' }],
  });
}
