// @vitest-environment happy-dom
import type { ReactElement } from 'react';
import { beforeAll, describe, expect, test } from 'vitest';
import { openShop } from '../../browser/test/support/polling-shop.js';
import type { Shop, Tab } from '../../browser/test/support/shop.js';
import { loadReact, reactVersions, type ReactVersion } from './support/react-versions.js';
import { openStage, type Stage } from './support/stage.js';

function slowShop(): Shop {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 1; // the first in line waits for a minute
  return shop;
}

describe.each(reactVersions)('in React %s', (version) => {
  let react: ReactVersion;
  beforeAll(async () => {
    react = await loadReact(version);
  }, 60_000);

  /** A page that a shop could have: a greeting, and the line. */
  function Line({ id, onRender }: { id: string; onRender?: (view: unknown) => void }): ReactElement {
    const { createElement: h } = react.React;
    const { auth } = react.fanfare.useFanfare();
    const session = react.fanfare.useSession();
    const { view, run, error } = react.fanfare.useQueue(id, { autoStart: true });
    onRender?.(view);
    const button = (label: string, press: () => Promise<unknown>): ReactElement =>
      h('button', { onClick: () => void run(press) }, label);
    return h(
      'section',
      null,
      h('p', null, `${session.status} `),
      !session.signedIn && button('Guest', () => auth.guest()),
      view?.phase === 'enterable' && button('Join', view.actions.enter),
      view?.phase === 'participating' && h('p', null, `place ${view.place.position}`),
      view?.phase === 'participating' && button('Leave', view.actions.leave),
      view?.phase === 'granted' && h('p', null, 'your turn'),
      view?.phase === 'ended' && h('p', null, view.outcome.type),
      error !== null && h('p', { role: 'alert' }, (error as Error & { code?: string }).code),
    );
  }

  async function open(shop: Shop, tab: Tab = shop.open()): Promise<Stage> {
    const stage = openStage(react, { client: tab.client, settle: shop.settle });
    await stage.show(react.React.createElement(Line, { id: shop.experienceId }));
    return stage;
  }

  test('leads a guest through the line, in StrictMode with one of every request', async () => {
    const shop = slowShop();
    const stage = await open(shop);
    expect(stage.text).toBe('anonymous Guest');

    await stage.press('Guest');
    expect(stage.text).toBe('authenticated Join');
    await stage.press('Join');
    expect(stage.text).toBe('authenticated place 1Leave');
    await stage.act(() => shop.pass(70_000));
    expect(stage.text).toBe('authenticated your turn');

    for (const line of [
      /POST .*guest/,
      /POST .*experiences\/\w+\/enter/,
      /POST .*route/,
      /POST .*queues\/\w+\/enter/,
    ])
      expect([line, shop.count(line)]).toEqual([line, 1]);
    await stage.close();
  });

  test('a reload keeps the place, and asks for nothing anew', async () => {
    const shop = slowShop();
    const before = await open(shop, shop.open('before'));
    await before.press('Guest');
    await before.press('Join');
    await before.close();

    const after = await open(shop, shop.open('after'));

    expect(after.text).toBe('authenticated place 1Leave');
    expect(shop.sent.filter(({ tab, line }) => tab === 'after' && line.startsWith('POST'))).toEqual([]);
    await after.close();
  });

  test('a view that says the same is the same object', async () => {
    const shop = slowShop();
    const tab = shop.open();
    await tab.client.auth.guest();
    const views = new Set<unknown>();
    const stage = openStage(react, { client: tab.client, settle: shop.settle });
    const line = (): ReactElement =>
      react.React.createElement(Line, { id: shop.experienceId, onRender: (view) => views.add(view) });
    await stage.show(line());
    await stage.press('Join');
    views.clear();

    await stage.show(line());
    await stage.show(line());

    expect(views.size).toBe(1);
    await stage.close();
  });

  test('after the component is gone nothing is asked any more', async () => {
    const shop = slowShop();
    const tab = shop.open();
    await tab.client.auth.guest();
    const stage = await open(shop, tab);
    await stage.close(); // it had started, and did not take part
    const before = shop.sent.length;

    await shop.pass(300_000);

    expect(shop.sent.length - before).toBeLessThanOrEqual(1);
    expect(tab.client.auth.session.signedIn).toBe(true); // the client is the application's own
  });

  test('what the platform refuses is kept until the next action', async () => {
    const shop = slowShop();
    const stage = await open(shop);
    await stage.press('Guest');
    shop.platform.fault({ operation: 'queues.enter', code: 'queue_full', retryAfter: '90', times: 1 });

    await stage.press('Join');
    expect(stage.text).toBe('authenticated Joinqueue_full');
    await stage.press('Join');

    expect(stage.text).toBe('authenticated place 1Leave');
    await stage.close();
  });

  test('whoever left is not started again', async () => {
    const shop = slowShop();
    const tab = shop.open();
    const stage = await open(shop, tab);
    await stage.press('Guest');
    await stage.press('Join');
    await stage.press('Leave');
    expect(stage.text).toContain('left');

    await stage.act(() => tab.client.journeys.get(shop.experienceId).exit());
    await stage.act(() => shop.pass(60_000));

    expect(stage.text).toBe('authenticated ');
    expect(shop.count(/POST .*route/)).toBe(1);
    await stage.close();
  });

  test('a hook outside of a provider says what is missing', () => {
    expect(() => react.renderToString(react.React.createElement(Line, { id: 'exp_1' }))).toThrow(
      /<FanfareProvider>/,
    );
  });
});
