// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { signAsMerchant } from '../../mock/test/support/sign-as-merchant.js';
import { enroll, signIn } from '../../browser/test/support/authenticator.js';
import { openShop } from '../../browser/test/support/polling-shop.js';
import type { Shop } from '../../browser/test/support/shop.js';
import type { FanfareClient } from '@fanfare/browser';
import { defineExperienceElement, type ExperienceElement } from '../src/element/index.js';
import type { ExperienceWidgetProps } from '../src/index.js';
import { findAxeProblems } from './support/check-axe.js';
import { loadReact, reactVersions } from './support/react-versions.js';
import { openStage } from './support/stage.js';

/** A widget in the page, drawn by whatever draws it. */
interface Shown {
  readonly root: ParentNode & Node;
  readonly act: (work: () => unknown) => Promise<void>;
}
type Show = (shop: Shop, client: FanfareClient, props?: Partial<ExperienceWidgetProps>) => Promise<Shown>;

const renderers: readonly (readonly [string, Show])[] = [
  ...reactVersions.map((version): readonly [string, Show] => [
    `React ${version}`,
    async (shop, client, props) => {
      const react = await loadReact(version);
      const stage = openStage(react, { client, settle: shop.settle });
      const { experienceId } = shop;
      await stage.show(react.React.createElement(react.fanfare.ExperienceWidget, { experienceId, ...props }));
      return { root: stage.container, act: stage.act };
    },
  ]),
  [
    'the element',
    async (shop, client, props) => {
      defineExperienceElement();
      const element = document.createElement('fanfare-experience') as ExperienceElement;
      Object.assign(element, { client, experienceId: shop.experienceId, ...props });
      document.body.append(element);
      await shop.settle();
      const act = async (work: () => unknown): Promise<void> => {
        await work();
        for (let turn = 0; turn < 4; turn += 1) await shop.settle();
      };
      return { root: element.shadowRoot!, act };
    },
  ],
];

beforeAll(async () => {
  for (const version of reactVersions) await loadReact(version);
}, 60_000);
beforeEach(() => {
  // The frame's own page belongs to the tests in Chromium.
  const { happyDOM } = globalThis as unknown as { happyDOM: { settings: Record<string, unknown> } };
  happyDOM.settings['disableIframePageLoading'] = true;
  happyDOM.settings['handleDisabledFileLoadingAsSuccess'] = true;
});
afterEach(() => document.body.replaceChildren());

const panelOf = ({ root }: Shown): string | undefined =>
  root.querySelector<HTMLElement>('.fanfare-experience')?.dataset['panel'];
const problemOf = ({ root }: Shown): string | undefined =>
  root.querySelector('[role=alert]')?.textContent ?? undefined;
const press = ({ root, act }: Shown, label: string): Promise<void> =>
  act(() => {
    const buttons = [...root.querySelectorAll('button')];
    const button = buttons.find(({ textContent }) => textContent === label);
    if (button === undefined) throw new Error(`There is no button "${label}" in: ${root.textContent}`);
    button.click();
  });
const type = ({ root, act }: Shown, code: string): Promise<void> =>
  act(() => {
    const input = root.querySelector<HTMLInputElement>('input[name=code]')!;
    input.value = code;
    input.form!.requestSubmit();
  });

/** Makes the address of a shopper one that nobody proved yet. */
async function moveAddress(shop: Shop, client: FanfareClient): Promise<void> {
  const { platform } = shop;
  const url = `${platform.origin}/admin/api/consumers/${client.auth.session.consumer?.consumerId}`;
  const request = { method: 'PUT', url, body: JSON.stringify({ email: 'ada@newer.example' }) };
  const { secret: secretKey } = platform.world.organizations[0].keys.test;
  const signing = { ...request, idempotencyKey: 'move-ada', secretKey, now: platform.clock.now() };
  const { method, body } = request;
  expect((await platform.fetch(url, { method, body, headers: signAsMerchant(signing) })).status).toBe(200);
}

describe.each(renderers)('drawn by %s', (_name, show) => {
  test('C9: a second factor is asked for where it is wanted, and what was pressed is done then', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await signIn(shop, { client, email: 'ada@example.com' });
    const { code } = await enroll(shop, client);
    const shown = await show(shop, client);
    shop.platform.fault({ operation: 'queues.enter', code: 'step_up_required', times: 1 });

    await press(shown, 'Join the line');
    expect([panelOf(shown), problemOf(shown)]).toEqual(['secondFactor', undefined]);
    expect(await findAxeProblems(document.body)).toEqual([]);
    await type(shown, '000 000');
    expect([panelOf(shown), problemOf(shown)]).toEqual([
      'secondFactor',
      'That code does not fit. Please try the next one.',
    ]);
    await type(shown, code());

    expect([panelOf(shown), problemOf(shown)]).toEqual(['participating', undefined]);
    expect(shop.count(/POST \/queues\/.*\/enter/)).toBe(2);
  });

  test('C9: who does not want to show it now is back where they were, and is asked again at the next press', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await signIn(shop, { client, email: 'ada@example.com' });
    await enroll(shop, client);
    const shown = await show(shop, client);
    shop.platform.fault({ operation: 'queues.enter', code: 'step_up_required', times: 2 });
    await press(shown, 'Join the line');

    await press(shown, 'Not now');
    expect([panelOf(shown), problemOf(shown)]).toEqual(['enterable', undefined]);
    await press(shown, 'Join the line');
    expect(panelOf(shown)).toBe('secondFactor');
  });

  test('C9: what a shopper gave up is not done later, with a proof that something else asked for', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await signIn(shop, { client, email: 'ada@example.com' });
    const { code } = await enroll(shop, client);
    const shown = await show(shop, client);
    shop.platform.fault({ operation: 'queues.enter', code: 'step_up_required', times: 2 });
    await press(shown, 'Join the line');
    await press(shown, 'Not now');

    await shown.act(async () => {
      await expect(client.journeys.get(shop.experienceId).enter()).rejects.toThrow();
    });
    expect(panelOf(shown)).toBe('secondFactor');
    await type(shown, code());

    expect(panelOf(shown)).toBe('enterable');
    expect(shop.count(/POST \/queues\/.*\/enter/)).toBe(2);
  });

  test('an e-mail address is proved where that is wanted, and what was pressed is done then', async () => {
    const shop = openShop({ settings: { verifiedEmailOperations: ['queues.enter'] } });
    const { client } = shop.open();
    await signIn(shop, { client, email: 'ada@example.com' });
    await moveAddress(shop, client);
    const shown = await show(shop, client);

    await press(shown, 'Join the line');
    expect([panelOf(shown), problemOf(shown)]).toEqual(['verifyEmail', undefined]);
    expect(await findAxeProblems(document.body)).toEqual([]);
    await press(shown, 'Send me a code');
    expect(shown.root.textContent).toContain('Look among the unwanted mails');
    expect(await findAxeProblems(document.body)).toEqual([]);
    await type(shown, shop.platform.emailCodeFor('ada@newer.example') ?? '');

    expect([panelOf(shown), problemOf(shown)]).toEqual(['participating', undefined]);
    expect(shop.count(/POST \/queues\/.*\/enter/)).toBe(2);
  });

  test('G12: a bot check is shown in a frame, and only its own answer is handed in', async () => {
    const shop = openShop();
    const { platform } = shop;
    platform.world.organizations[0].sequence.botCheck = 'required';
    const { client } = shop.open();
    await client.auth.guest();
    const shown = await show(shop, client);
    expect(panelOf(shown)).toBe('botCheck');
    expect(await findAxeProblems(document.body)).toEqual([]);
    const framed = (): HTMLIFrameElement => {
      const found = shown.root.querySelector('iframe')!;
      if (found.contentWindow === null)
        Object.defineProperty(found, 'contentWindow', { value: new EventTarget() });
      return found;
    };
    const frame = framed();
    const challengeId = new URL(frame.src).pathname.split('/').at(-1);
    const tell = (token: string, from: { origin?: string; source?: unknown; challengeId?: string } = {}) =>
      shown.act(() => {
        const { origin = new URL(frame.src).origin, source = frame.contentWindow } = from;
        const data = { type: 'fanfare:challenge', challengeId: from.challengeId ?? challengeId, token };
        const message = new MessageEvent('message', { data, origin });
        Object.defineProperty(message, 'source', { value: source });
        window.dispatchEvent(message);
      });

    await tell('pass', { origin: 'https://evil.example' });
    await tell('pass', { source: window });
    await tell('pass', { challengeId: 'chl_of_another' });
    expect(shop.count(/POST \/challenges\/verify/)).toBe(0);
    await tell('fail');
    expect(shown.root.textContent).toContain('That did not pass. Please try once more.');
    await press(shown, 'Try again');
    const next = framed();
    await shown.act(() => {
      const data = {
        ...{ type: 'fanfare:challenge', token: 'pass' },
        challengeId: new URL(next.src).pathname.split('/').at(-1),
      };
      const message = new MessageEvent('message', { data, origin: new URL(next.src).origin });
      Object.defineProperty(message, 'source', { value: next.contentWindow });
      window.dispatchEvent(message);
    });

    expect([panelOf(shown), problemOf(shown)]).toEqual(['enterable', undefined]);
    expect(frame.getAttribute('sandbox')).not.toContain('allow-top-navigation');
  });

  test('G12: the answer of a bot check waits for what is under way, whatever else is pressed meanwhile', async () => {
    const shop = openShop();
    shop.platform.world.organizations[0].sequence.botCheck = 'required';
    const { client } = shop.open();
    await client.auth.guest();
    const shown = await show(shop, client);
    const frame = shown.root.querySelector('iframe')!;
    if (frame.contentWindow === null)
      Object.defineProperty(frame, 'contentWindow', { value: new EventTarget() });
    const { origin, pathname } = new URL(frame.src);
    const data = { type: 'fanfare:challenge', challengeId: pathname.split('/').at(-1), token: 'pass' };
    const message = new MessageEvent('message', { data, origin });
    Object.defineProperty(message, 'source', { value: frame.contentWindow });
    const [tryAgain] = [...shown.root.querySelectorAll('button')];

    await shown.act(() => {
      tryAgain?.click();
      window.dispatchEvent(message);
      tryAgain?.click();
    });

    expect(shop.count(/POST \/challenges\/verify/)).toBe(1);
    expect([panelOf(shown), problemOf(shown)]).toEqual(['enterable', undefined]);
  });

  test('while the page itself has the shopper prove it, the widget stays as it is', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await signIn(shop, { client, email: 'ada@example.com' });
    const { code } = await enroll(shop, client);
    const shown = await show(shop, client);
    shop.platform.fault({ operation: 'queues.enter', code: 'step_up_required', times: 1 });
    const seen = vi.fn();
    client.journeys.onProof(async () => {
      await shop.settle();
      seen(panelOf(shown));
      return (await client.auth.stepUp({ code: code() })).signedIn;
    });

    await press(shown, 'Join the line');

    expect(seen).toHaveBeenCalledWith('enterable');
    expect(panelOf(shown)).toBe('participating');
  });
});
