import { expect, test, vi } from 'vitest';
import { createAuth } from '../../src/auth/auth.js';
import type { ClientEvents, Connection, Journey } from '../../src/index.js';
import { createJourney } from '../../src/journeys/create-journey.js';
import { createEngine, type Engine } from '../../src/journeys/engine.js';
import { lazyModule } from '../../src/lazy-module.js';
import { phaseOf } from '../support/phase-of.js';
import { openShop } from '../support/polling-shop.js';
import type { Shop } from '../support/shop.js';

interface Loading {
  readonly connection: Connection;
  readonly journey: Journey;
  readonly load: ReturnType<typeof vi.fn>;
  /** How often loading is still to fail. */
  failures: number;
}

/** A journey whose code fails to arrive so many times. */
function loadSlowly(shop: Shop, failures: number): Loading {
  const { connection } = shop.connect();
  const load = vi.fn((): Promise<Engine> => {
    loading.failures -= 1;
    if (loading.failures >= 0) return Promise.reject(new TypeError('Failed to fetch a module'));
    return Promise.resolve(
      createEngine(connection, {
        updates: null,
        tab: { read: () => null, write: () => undefined, clear: () => undefined },
        onChallenge: () => undefined,
        onProof: () => undefined,
      }),
    );
  });
  const bring = lazyModule(connection, load);
  const onDestroy = (): void => undefined;
  const journey = createJourney(connection, {
    experienceId: shop.experienceId,
    load: () => bring('journey'),
    onDestroy,
  });
  const loading: Loading = { connection, journey, load, failures };
  return loading;
}

test('what runs a journey is loaded again where that fails, and the action goes on', async () => {
  const shop = openShop();
  const { connection, journey, load } = loadSlowly(shop, 2);
  await createAuth(connection).guest();

  const entering = journey.enter();
  await shop.pass(10_000);

  expect(phaseOf(await entering)).toBe('participating');
  expect(load).toHaveBeenCalledTimes(3);
});

test('while it cannot be loaded the view says so, and the place is found as soon as it can', async () => {
  const shop = openShop();
  shop.platform.world.organizations[0].queue.admitRate = 0.1;
  const before = shop.open('before');
  await before.client.auth.guest();
  await before.client.journeys.get(shop.experienceId).enter();
  before.client.destroy();
  const { connection, journey, load } = loadSlowly(shop, 12);
  const errors: ClientEvents['journey:error'][] = [];
  connection.events.on('journey:error', (event) => errors.push(event));
  journey.subscribe(() => undefined);

  await shop.pass(8_000);
  const meanwhile = journey.view;
  const refused = journey.enter().catch((error: unknown) => error);
  await shop.pass(120_000);

  expect(meanwhile).toMatchObject({ journeyStage: 'ready', problem: 'network_error' });
  expect(await refused).toMatchObject({ name: 'NetworkError', code: 'network_error', retryable: true });
  expect(errors).toEqual([{ experienceId: shop.experienceId, code: 'network_error' }]);
  expect(load).toHaveBeenCalledTimes(13);
  expect(journey.view).toMatchObject({ phase: 'participating', problem: null, place: { position: 1 } });
});

test('nobody who watches and no action means that nothing is loaded, and nothing is tried again', async () => {
  const shop = openShop();
  const loading = loadSlowly(shop, 100);
  const undo = loading.journey.subscribe(() => undefined);
  await shop.pass(10_000);
  undo();
  const count = loading.load.mock.calls.length;

  await shop.pass(300_000);

  expect(loading.load.mock.calls.length - count).toBeLessThanOrEqual(3); // the round that was under way
  expect(shop.timers).toBe(0);
});

test('a journey that is destroyed while its code is on the way never begins', async () => {
  const shop = openShop();
  const loading = loadSlowly(shop, 1);
  loading.journey.subscribe(() => undefined);

  loading.journey.destroy();
  await shop.pass(60_000);

  expect(shop.sent).toEqual([]);
  expect(shop.timers).toBe(0);
});
