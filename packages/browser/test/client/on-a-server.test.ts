import { afterEach, expect, test } from 'vitest';
import { createMockPlatform } from '@fanfare/mock';
import { FanfareClient } from '../../src/index.js';

const undo: (() => void)[] = [];
afterEach(() => {
  for (const run of undo.splice(0)) run();
});

/** Notes who opens a channel or asks for a lock: both would tie the requests of different shoppers together. */
function setTraps(): string[] {
  const touched: string[] = [];
  const traps = {
    BroadcastChannel: class {
      constructor() {
        touched.push('BroadcastChannel');
        throw new Error('not here');
      }
    },
    navigator: { locks: { request: () => touched.push('locks.request') } },
  };
  for (const [name, value] of Object.entries(traps)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    Object.defineProperty(globalThis, name, { configurable: true, value });
    undo.push(() => Object.defineProperty(globalThis, name, before ?? { value: undefined }));
  }
  return touched;
}

test('on a server no shopper waits for another, and nothing keeps the process alive', async () => {
  const touched = setTraps();
  const platform = createMockPlatform();
  const [{ experience, keys }] = platform.world.organizations;
  const client = new FanfareClient({
    publishableKey: keys.test.publishable as string,
    baseUrl: platform.origin,
    fetch: (input, init) => platform.fetch(new Request(input, init)),
    store: 'memory',
  });

  await client.auth.guest();
  const { journeyStage } = await client.journeys.get(experience.id).enter();
  client.destroy();
  await platform.close();

  expect(journeyStage).toBe('routed');
  expect(touched).toEqual([]);
});

test('where there is no IndexedDB the session lives in memory, and says so', async () => {
  const platform = createMockPlatform();
  const [{ keys }] = platform.world.organizations;
  const client = new FanfareClient({
    publishableKey: keys.test.publishable as string,
    baseUrl: platform.origin,
    fetch: (input, init) => platform.fetch(new Request(input, init)),
  });
  const told: unknown[] = [];
  client.on('auth:degraded', (event) => told.push(event));

  const first = await client.auth.guest();
  const second = await client.auth.guest();

  expect(second.consumer).toEqual(first.consumer);
  expect(told).toEqual([{ operation: 'read' }]);
  client.destroy();
  await platform.close();
});
