import type { GatedView } from '@fanfare/browser';
import { isFrameUrl } from '../experience/challenge-answer.js';
import { panel, type Panel } from './panel.js';
import type { PanelKit } from './panel-kit.js';
import { signInPanel } from './sign-in-panel.js';

/** What is shown where conditions stand in the way: one after the other, in the order in which they make sense. */
export function gatedPanel({ gates, challenge }: GatedView, kit: PanelKit): Panel {
  const { text } = kit.translator;
  const find = <Type extends GatedView['gates'][number]['type']>(type: Type) =>
    gates.find((gate): gate is Extract<typeof gate, { type: Type }> => gate.type === type);
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
  const check = find('bot_check');
  const isFramed = challenge !== null && isFrameUrl(challenge.iframeUrl);
  const hasFailed = check?.mitigation?.attemptsRemaining !== undefined;
  return panel({
    name: 'botCheck',
    title: text('botCheck.title'),
    text: text(
      check?.status === 'blocked' ? 'botCheck.blocked' : hasFailed ? 'botCheck.failed' : 'botCheck.text',
    ),
    frame: isFramed
      ? { challengeId: challenge.id, url: challenge.iframeUrl, title: text('botCheck.frame') }
      : null,
    buttons: [{ press: 'reroute', label: text('botCheck.button'), kind: isFramed ? 'quiet' : 'secondary' }],
  });
}
