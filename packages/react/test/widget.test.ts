// @vitest-environment happy-dom
import type { ReactElement, ReactNode } from 'react';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { at } from '../../mock/test/support/at.js';
import { openDraw } from '../../mock/test/support/open-draw.js';
import { merchantWithoutQueue } from '../../browser/test/support/merchant-of.js';
import { openShop } from '../../browser/test/support/polling-shop.js';
import type { Shop } from '../../browser/test/support/shop.js';
import type { ExperienceWidgetProps } from '../src/index.js';
import { findAxeProblems } from './support/check-axe.js';
import { loadReact, reactVersions, type ReactVersion } from './support/react-versions.js';
import { openStage, type Stage } from './support/stage.js';
import { queueUp, slowShop } from './support/widget-shop.js';

describe.each(reactVersions)('in React %s', (version) => {
  let react: ReactVersion;
  beforeAll(async () => {
    react = await loadReact(version);
  }, 60_000);

  afterEach(() => {
    vi.useRealTimers();
  });

  const widget = (shop: Shop, props: Partial<ExperienceWidgetProps> = {}): ReactElement =>
    react.React.createElement(react.fanfare.ExperienceWidget, { experienceId: shop.experienceId, ...props });

  async function open(shop: Shop, props: Partial<ExperienceWidgetProps> = {}): Promise<Stage> {
    const stage = openStage(react, { client: shop.open().client, settle: shop.settle });
    await stage.show(widget(shop, props));
    return stage;
  }

  const panelOf = ({ container }: Stage): string | undefined =>
    container.querySelector<HTMLElement>('.fanfare-experience')?.dataset['panel'];
  const focused = (): string => document.activeElement?.textContent ?? '';

  test('leads from the sign-in to the checkout, without an accessibility problem in any phase', async () => {
    const shop = slowShop();
    const [onAdmitted, onCheckout, onJourneyChange] = [vi.fn(), vi.fn(), vi.fn()];
    const stage = await open(shop, { onAdmitted, onCheckout, onJourneyChange });
    const seen: (string | undefined)[] = [];
    const look = async (): Promise<void> => {
      seen.push(panelOf(stage));
      expect(await findAxeProblems(stage.container)).toEqual([]);
    };

    await look();
    await stage.press('Continue as guest');
    await look();
    await stage.press('Join the line');
    await look();
    expect(stage.text).toContain('You are next');
    await stage.act(() => shop.pass(70_000));
    await look();
    await stage.press('Go to checkout');
    await stage.press('Give it to somebody else');
    await look();

    expect(seen).toEqual(['signIn', 'enterable', 'participating', 'granted', 'ended']);
    expect(onAdmitted).toHaveBeenCalledTimes(1);
    expect(onCheckout).toHaveBeenCalledWith(onAdmitted.mock.calls[0]?.[0]);
    expect(JSON.stringify(onCheckout.mock.calls)).toContain('"token"');
    expect(stage.container.innerHTML).not.toContain(onAdmitted.mock.calls[0]?.[0].token);
    expect(onJourneyChange).toHaveBeenCalled();
    expect(shop.count(/POST .*queues\/\w+\/enter/)).toBe(1);
    await stage.close();
  });

  test('signs in with a code by mail, and keeps the place', async () => {
    const shop = slowShop();
    const stage = await open(shop);
    const type = (name: string, value: string): Promise<void> =>
      stage.act(() => {
        const input = stage.container.querySelector<HTMLInputElement>(`input[name=${name}]`)!;
        input.value = value;
        input.form!.requestSubmit();
      });

    await type('email', 'ada@example.com');
    expect(stage.text).toContain('We sent a code to ada@example.com.');
    expect(await findAxeProblems(stage.container)).toEqual([]);
    await type('code', '000000');
    expect(stage.text).toContain('That is not the code that we sent last.');
    await type('code', ` ${shop.platform.otpFor('ada@example.com')} `);

    expect(panelOf(stage)).toBe('enterable');
    await stage.close();
  });

  test('the keyboard stays in the widget when its button goes, and is left alone elsewhere', async () => {
    const shop = slowShop();
    const stage = await open(shop, { identity: 'guest' });
    const outside = document.body.appendChild(document.createElement('button'));

    await stage.act(() => stage.container.querySelector('button')!.focus());
    await stage.press('Continue');
    expect(focused()).toBe('The line is open');
    await stage.act(() => stage.container.querySelector('button')!.focus());
    await stage.press('Join the line');
    expect(focused()).toBe('Your place in line');

    outside.focus();
    await stage.act(() => shop.pass(70_000));
    expect(panelOf(stage)).toBe('granted');
    expect(document.activeElement).toBe(outside);
    outside.remove();
    await stage.close();
  });

  test('a button says that it is busy, keeps the focus, and does nothing twice', async () => {
    const shop = slowShop();
    const stage = await open(shop);
    await stage.press('Continue as guest');
    const button = stage.container.querySelector('button')!;
    shop.platform.fault({ operation: 'queues.enter', latencyMs: 1_000, times: 1 });
    shop.holding = 1;

    button.focus();
    await stage.press('Join the line');
    await stage.act(() => button.click());
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.activeElement).toBe(button);
    shop.holding = 0;
    await stage.act(() => shop.platform.clock.advance(1_000));

    expect(shop.count(/POST .*queues\/\w+\/enter/)).toBe(1);
    await stage.close();
  });

  test('what was refused is told in words, and to the page', async () => {
    const shop = slowShop();
    const onError = vi.fn();
    const stage = await open(shop, { onError });
    await stage.press('Continue as guest');
    shop.platform.fault({ operation: 'queues.enter', code: 'queue_full', retryAfter: '90', times: 1 });

    await stage.press('Join the line');

    const alert = stage.container.querySelector('[role=alert]');
    expect(alert?.textContent).toBe('The line is full. Please try again in a minute.');
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'queue_full' }));
    expect(await findAxeProblems(stage.container)).toEqual([]);
    await stage.press('Join the line');
    expect(stage.container.querySelector('[role=alert]')).toBeNull();
    await stage.close();
  });

  test('the place in line is read out politely, and not more often than one can listen', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const shop = slowShop();
    shop.platform.world.organizations[0].queue.admitRate = 6;
    await queueUp(shop, 9);
    const stage = await open(shop);
    const region = (): string => stage.container.querySelector('[role=status]')?.textContent ?? '';
    await stage.press('Continue as guest');
    expect(region()).toContain('The line is open');

    await stage.press('Join the line');
    const first = region();
    expect(first).toContain('Your place in line: 10. About 100 seconds to go');
    await stage.act(() => shop.pass(35_000));
    expect(stage.text).toContain('7 people ahead of you');
    expect(region()).toBe(first);
    await stage.act(() => vi.advanceTimersByTime(16_000));
    expect(region()).toContain('Your place in line: 8.');
    expect(stage.container.querySelector('[role=status]')?.getAttribute('aria-live')).toBe('polite');

    await stage.close();
  });

  test('the bar tells how far this place has come, not the one that was given up', async () => {
    const shop = slowShop();
    shop.platform.world.organizations[0].queue.admitRate = 6;
    await queueUp(shop, 9);
    const stage = await open(shop, { identity: 'guest' });
    const bar = (): number => stage.container.querySelector('progress')?.value ?? -1;
    await stage.press('Continue');
    await stage.press('Join the line');
    expect(bar()).toBeCloseTo(0.03);
    await stage.act(() => shop.pass(35_000));
    expect(bar()).toBeGreaterThan(0.1);

    await stage.press('Leave the line');
    await stage.press('Take part again');

    expect(bar()).toBeCloseTo(0.03);
    await stage.close();
  });

  test('a slot takes the place of a panel, the one with a mechanism first, and may keep the standard', async () => {
    const shop = slowShop();
    const { createElement: h } = react.React;
    const slots: ExperienceWidgetProps['slots'] = {
      signIn: ({ press }): ReactNode => h('button', { onClick: () => void press('guest') }, 'Let me in'),
      'enterable/queue': ({ panel, standard }) =>
        h('div', null, h('em', null, `our ${panel.title}`), standard),
      enterable: () => 'never',
    };
    const stage = await open(shop, { slots });

    await stage.press('Let me in');

    expect(stage.container.querySelector('em')?.textContent).toBe('our The line is open');
    await stage.press('Join the line');
    expect(stage.text).toContain('Your place in line');
    await stage.close();
  });

  test('without looks of its own it hands everything to a function', async () => {
    const shop = slowShop();
    const { createElement: h } = react.React;
    const stage = await open(shop, {
      identity: 'guest',
      children: ({ panel, press, state }) =>
        h(
          'div',
          null,
          `${state.session.status} ${panel.name} `,
          ...panel.buttons.map((button) =>
            h('button', { key: button.label, onClick: () => void press(button.press) }, button.label),
          ),
        ),
    });
    expect(stage.container.querySelector('.fanfare-experience')).toBeNull();

    await stage.press('Continue');
    await stage.press('Join the line');

    expect(stage.text).toBe('authenticated participating Leave the line');
    await stage.close();
  });

  test('speaks another language, and counts as that language does', async () => {
    const shop = slowShop();
    const stage = await open(shop, { locale: 'de', texts: react.fanfare.german, identity: 'guest' });

    await stage.press('Weiter');
    await stage.press('Anstellen');

    expect(stage.text).toContain('Noch etwa 60 Sekunden');
    expect(stage.container.querySelector('section')?.lang).toBe('de');
    await stage.close();
  });

  test('does not start before it is asked to, and not again after it was left', async () => {
    const shop = slowShop();
    const stage = await open(shop, { autoStart: false, identity: 'guest' });
    await stage.press('Continue');
    expect(panelOf(stage)).toBe('start');
    expect(shop.count(/POST .*experiences/)).toBe(0);

    await stage.press('Continue');

    expect(panelOf(stage)).toBe('enterable');
    await stage.close();
  });

  test('G10: a theme is set by property where its values are plain, and nothing else of it gets in', async () => {
    const shop = openShop();
    const onError = vi.fn();
    const theme = { accent: '#123456', background: 'red; background: url(//evil.example)' };
    const stage = await open(shop, { theme, onError });
    const { style } = stage.container.querySelector<HTMLElement>('.fanfare-experience')!;

    expect(style.getPropertyValue('--fanfare-accent')).toBe('#123456');
    expect(style.getPropertyValue('--fanfare-background')).toBe('');
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'invalid_options' }));
    expect(onError.mock.calls[0]?.[0].message).not.toContain('evil');
    await stage.show(widget(shop, { theme: { radius: '4px' } }));
    expect(style.getPropertyValue('--fanfare-accent')).toBe('');
    expect(style.getPropertyValue('--fanfare-radius')).toBe('4px');
    await stage.close();
  });

  test('shows when it opens, by the time of the platform', async () => {
    const shop = openShop();
    const merchant = await merchantWithoutQueue(shop);
    await openDraw(merchant, { openAt: at(30) });
    const stage = openStage(react, {
      client: shop.open().client,
      settle: shop.settle,
      serverClock: { now: () => shop.platform.clock.now() },
    });
    await stage.show(widget(shop, { identity: 'guest' }));

    await stage.press('Continue');

    expect(panelOf(stage)).toBe('scheduled');
    expect(stage.container.querySelector('[role=timer]')?.textContent).toBe('0:30');
    expect(await findAxeProblems(stage.container)).toEqual([]);
    await stage.close();
  });
});
