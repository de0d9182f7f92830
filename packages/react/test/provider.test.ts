// @vitest-environment happy-dom
import type { FanfareClient, FanfareClientOptions, SessionView } from '@fanfare/browser';
import type { ReactElement } from 'react';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openShop, type Shop } from '../../browser/test/support/shop.js';
import { fakePage } from '../../browser/test/support/fake-page.js';
import { loadReact, reactVersions, type ReactVersion } from './support/react-versions.js';
import { openStage } from './support/stage.js';

/** The options of a client that works in a shop. */
function optionsIn(shop: Shop): FanfareClientOptions {
  return {
    publishableKey: shop.platform.world.organizations[0].keys.test.publishable as `pk_test_${string}`,
    baseUrl: shop.platform.origin,
    fetch: shop.fetchFrom('made'),
    clock: shop.clock,
    store: shop.store,
    environment: { page: fakePage(), locks: null, channel: null, keep: null },
  };
}

describe.each(reactVersions)('in React %s', (version) => {
  let react: ReactVersion;
  beforeAll(async () => {
    react = await loadReact(version);
  }, 60_000);

  const clients: FanfareClient[] = [];
  function Watcher({ sessions = [] }: { sessions?: SessionView[] }): ReactElement {
    const client = react.fanfare.useFanfare();
    const session = react.fanfare.useSession();
    if (!clients.includes(client)) clients.push(client);
    sessions.push(session);
    return react.React.createElement('p', null, session.status);
  }

  async function settled(shop: Shop, work: () => unknown): Promise<void> {
    for (const each of [work, shop.settle, shop.settle]) {
      await react.React.act(async () => {
        await each();
      });
    }
  }

  test('a client that the provider made outlives StrictMode, and is destroyed when the provider goes', async () => {
    const shop = openShop();
    clients.length = 0;
    const { createElement: h, StrictMode } = react.React;
    const container = document.body.appendChild(document.createElement('div'));
    const root = react.createRoot(container);
    const { FanfareProvider } = react.fanfare;
    await settled(shop, () =>
      root.render(h(StrictMode, null, h(FanfareProvider, { options: optionsIn(shop) }, h(Watcher)))),
    );
    const client = clients.at(-1)!;
    await settled(shop, () => client.auth.guest());
    expect(container.textContent).toBe('authenticated');

    await settled(shop, () => root.unmount());
    await vi.waitFor(() => expect(() => client.journeys.get('exp_1')).toThrow(/destroyed/));
    container.remove();
  });

  test('a client that the application gave is left alone, and another one takes its place', async () => {
    const shop = openShop();
    const [first, second] = [shop.open('first').client, shop.open('second').client];
    const stage = openStage(react, { client: first, settle: shop.settle });
    clients.length = 0;
    await stage.show(react.React.createElement(Watcher));
    await stage.close();
    expect(clients).toEqual([first]);
    expect(() => first.journeys.get('exp_1')).not.toThrow();

    const other = openStage(react, { client: second, settle: shop.settle });
    await other.show(react.React.createElement(Watcher));
    expect(clients.at(-1)).toBe(second);
    await other.close();
  });

  test('hooks that watch the same share one subscription and one look into the store, and nothing is left', async () => {
    const shop = openShop();
    const { client } = shop.open();
    let watching = 0;
    const { on } = client;
    vi.spyOn(client, 'on').mockImplementation((...given) => {
      watching += 1;
      const undo = on.apply(client, given);
      return () => {
        watching -= 1;
        undo();
      };
    });
    const stage = openStage(react, { client, settle: shop.settle, strict: false });
    await stage.show(react.React.createElement(Watcher));
    const one = watching;
    const restore = vi.spyOn(client.auth, 'restore');
    await stage.show(
      react.React.createElement(
        'div',
        null,
        [0, 1].map((key) => react.React.createElement(Watcher, { key })),
      ),
    );

    expect(one).toBeGreaterThan(0);
    expect(watching).toBe(one);
    expect(restore).toHaveBeenCalledTimes(1); // the tree was another one, so the first of the new ones looked
    await stage.close();
    expect(watching).toBe(0);
  });

  test('a session that is found again, or replaced, is seen; one that says the same is the same object', async () => {
    const shop = openShop();
    await shop.open('before').client.auth.guest();
    const { client } = shop.open('after');
    const sessions: SessionView[] = [];
    const stage = openStage(react, { client, settle: shop.settle });
    await stage.show(react.React.createElement(Watcher, { sessions }));
    expect(stage.text).toBe('authenticated');
    await stage.act(() => client.auth.refresh());
    expect(new Set(sessions.filter(({ signedIn }) => signedIn)).size).toBe(1);

    await stage.act(() => client.auth.logout());

    expect(stage.text).toBe('signed_out');
    await stage.close();
  });

  test('a page takes over what a server rendered without a complaint, though it knows more by then', async () => {
    const shop = openShop();
    await shop.open('before').client.auth.guest();
    const { createElement: h } = react.React;
    const { FanfareProvider, ExperienceWidget } = react.fanfare;
    function Stage(): ReactElement {
      const { view } = react.fanfare.useJourney(shop.experienceId);
      return h('p', null, view.journeyStage);
    }
    const page = (client: FanfareClient): ReactElement =>
      h(
        FanfareProvider,
        { client },
        h(Watcher),
        h(Stage),
        h(ExperienceWidget, { experienceId: shop.experienceId }),
      );
    vi.spyOn(console, 'error').mockReturnValue(); // React 18 complains of layout effects where there is a document
    const html = react.renderToString(page(shop.open('server').client));
    vi.restoreAllMocks();

    const errors = vi.spyOn(console, 'error');
    const container = document.body.appendChild(document.createElement('div'));
    container.innerHTML = html;
    const { client } = shop.open('page');
    await client.journeys.get(shop.experienceId).enter(); // and the journey is far already
    const problems = vi.fn();
    let root: ReturnType<ReactVersion['hydrateRoot']> | undefined;
    await settled(shop, () => {
      root = react.hydrateRoot(container, page(client), { onRecoverableError: problems });
    });

    expect(problems).not.toHaveBeenCalled();
    expect(errors).not.toHaveBeenCalled();
    expect(container.textContent).toContain('authenticatedrouted');
    expect(container.textContent).toContain('Your place in line');
    await settled(shop, () => root?.unmount());
    container.remove();
  });

  test('a tree that is suspended and thrown away leaves no request behind', async () => {
    const shop = openShop();
    const { client } = shop.open();
    const { createElement: h, Suspense } = react.React;
    let resolve = (): void => undefined;
    let isThere = false;
    const arriving = new Promise<void>((done) => {
      resolve = () => {
        isThere = true;
        done();
      };
    });
    function Late(): ReactElement {
      const view = react.fanfare.useJourney(shop.experienceId).view;
      if (!isThere) throw arriving; // eslint-disable-line -- this is how a component waits
      return h('p', null, view.journeyStage);
    }
    const stage = openStage(react, { client, settle: shop.settle });
    await stage.show(h(Suspense, { fallback: h('i', null, 'waiting') }, h(Late)));
    expect(stage.text).toBe('waiting');
    expect(shop.sent).toEqual([]);

    await stage.act(resolve);

    expect(stage.text).toContain('ready');
    await stage.close();
  });

  test('all who show a journey show the same of it, while a slow transition is under way, too', async () => {
    const shop = openShop();
    const { client } = shop.open();
    await client.auth.guest();
    const { createElement: h, startTransition, useState } = react.React;
    const shown: string[] = [];
    let widen = (): void => undefined;
    function Stage({ name }: { name: number }): ReactElement {
      const { view } = react.fanfare.useJourney(shop.experienceId, { autoStart: true });
      return h('i', { key: name }, view.journeyStage === 'routed' ? view.phase : view.journeyStage);
    }
    function Many(): ReactElement {
      const [count, setCount] = useState(2);
      widen = () => startTransition(() => setCount(40));
      return h(
        'p',
        null,
        Array.from({ length: count }, (_, key) => h(Stage, { key, name: key })),
      );
    }
    const stage = openStage(react, { client, settle: shop.settle });
    const watcher = new MutationObserver(() => {
      const stages = [...stage.container.querySelectorAll('i')].map(({ textContent }) => textContent);
      shown.push([...new Set(stages)].join());
    });
    watcher.observe(stage.container, { childList: true, subtree: true, characterData: true });

    await stage.show(h(Many));
    await stage.act(() => {
      widen();
      void client.journeys.get(shop.experienceId).enter();
    });

    expect(stage.container.querySelectorAll('i')).toHaveLength(40);
    expect(shown.filter((stages) => stages.includes(','))).toEqual([]);
    expect(shown.at(-1)).toBe('participating');
    watcher.disconnect();
    await stage.close();
  });
});

test('a provider that is hidden and shown again has a client again', async () => {
  const react = await loadReact('19');
  const shop = openShop();
  const { Activity, createElement: h, act } = react.React;
  const container = document.body.appendChild(document.createElement('div'));
  const root = react.createRoot(container);
  const clients = new Set<FanfareClient>();
  function Watcher(): ReactElement {
    clients.add(react.fanfare.useFanfare());
    const { view } = react.fanfare.useJourney(shop.experienceId);
    return h('p', null, `${react.fanfare.useSession().status} ${view.journeyStage}`);
  }
  const options = optionsIn(shop);
  const show = async (mode: 'visible' | 'hidden'): Promise<void> => {
    const provider = h(react.fanfare.FanfareProvider, { options }, h(Watcher));
    const work: readonly (() => unknown)[] = [
      () => root.render(h(Activity, { mode, children: provider })),
      shop.settle,
      shop.settle,
    ];
    for (const each of work) {
      await act(async () => {
        await each();
      });
    }
  };
  await show('visible');
  const [first] = clients;
  await act(async () => {
    await first!.auth.guest();
  });

  await show('hidden');
  await vi.waitFor(() => expect(() => first!.journeys.get('exp_1')).toThrow(/destroyed/));
  await show('visible');

  expect(container.textContent).toBe('authenticated ready');
  expect(clients.size).toBe(2);
  await act(async () => root.unmount());
  container.remove();
});
