import type { ReactElement } from 'react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { loadReact, reactVersions, type ReactVersion } from './support/react-versions.js';

describe.each(reactVersions)('in React %s', (version) => {
  let react: ReactVersion;
  beforeAll(async () => {
    react = await loadReact(version);
  }, 60_000);

  function Everything(): ReactElement {
    const { fanfare, React } = react;
    const states = [
      fanfare.useSession().status,
      fanfare.useJourney('exp_1', { autoStart: true }).view.journeyStage,
      fanfare.useQueue('exp_1').view,
      fanfare.useDraw('exp_1').view,
      fanfare.useAuction('exp_1').view,
      fanfare.useTimedRelease('exp_1').view,
      fanfare.useAppointment('exp_1').slots,
      fanfare.useWaitlist('exp_1').waitlist,
      fanfare.useActivity('exp_1').status,
      fanfare.useCountdown('2026-11-22T10:00:00.000Z'),
    ];
    return React.createElement('pre', null, JSON.stringify(states));
  }

  test('a server renders what it knows, sends nothing, and touches nothing of a page', () => {
    const sent = vi.fn();
    vi.stubGlobal('fetch', sent);
    const timer = vi.spyOn(globalThis, 'setTimeout');
    const complaint = vi.spyOn(console, 'error');
    const { createElement: h } = react.React;
    const { FanfareProvider, ExperienceWidget } = react.fanfare;

    const html = react.renderToString(
      h(
        FanfareProvider,
        { options: { publishableKey: 'pk_test_a1b2c3d4e5f6' } },
        h(Everything),
        h(ExperienceWidget, { experienceId: 'exp_1', theme: { accent: '#123456' } }),
      ),
    );

    expect(html).toContain(
      '["unknown","ready",null,null,null,null,null,null,"connecting",null]'.replaceAll('"', '&quot;'),
    );
    expect(html).toContain('One moment');
    expect(html).not.toMatch(/style=|#123456/); // a strict policy would refuse it
    expect(sent).not.toHaveBeenCalled();
    expect(timer).not.toHaveBeenCalled();
    expect(complaint).not.toHaveBeenCalled();
    expect(typeof document).toBe('undefined');
  });

  test('a key that is secret is refused where the client is made', () => {
    const { createElement: h } = react.React;
    const options = { publishableKey: 'sk_test_a1b2c3d4e5f6' as 'pk_test_a1b2c3d4e5f6' };

    expect(() => react.renderToString(h(react.fanfare.FanfareProvider, { options }))).toThrow(/secret/);
  });
});
