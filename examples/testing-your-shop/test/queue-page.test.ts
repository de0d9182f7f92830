import { FanfareClient, memoryTokenStore } from '@fanfare/browser';
import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { mswHandlers } from '@fanfare/mock/msw';
import { setupServer } from 'msw/node';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { join, showView } from '../src/queue-page.ts';

// The platform answers every `fetch` to its address; everything else is an error of the test.
let platform: MockPlatform;
let network: ReturnType<typeof setupServer>;
let fanfare: FanfareClient;

beforeEach(() => {
  platform = createMockPlatform({ seed: 1 });
  network = setupServer(...mswHandlers(platform));
  network.listen({ onUnhandledRequest: 'error' });
  fanfare = client();
});
afterEach(() => {
  fanfare.destroy();
  network.close();
  expect(platform.defects).toEqual([]);
});

function client(): FanfareClient {
  const [shop] = platform.world.organizations;
  return new FanfareClient({
    publishableKey: shop.keys.test.publishable,
    baseUrl: platform.origin,
    store: memoryTokenStore(),
  });
}

const journey = () => fanfare.journeys.get('exp_aurora');
const page = () => showView(journey().view);

it('shows the place in line, and the turn when it comes', async () => {
  journey().subscribe(() => {});
  expect(await join(fanfare, 'exp_aurora')).toBeNull();
  expect(page()).toEqual({ text: 'Number 1', canJoin: false });

  await platform.clock.advance('1m'); // a minute of the platform, and none of yours

  await vi.waitFor(() => expect(page().text).toBe('It is your turn!'), 10_000);
});

it('says what to do when the platform refuses for now, and works a moment later', async () => {
  const undo = platform.fault({ operation: 'queues.enter', status: 429, retryAfter: '120' });
  expect(await join(fanfare, 'exp_aurora')).toBe('Too many at once. Please try again.');

  undo();
  expect(await join(fanfare, 'exp_aurora')).toBeNull();
});

it('keeps the place when the answer is lost on its way', async () => {
  platform.fault({ operation: 'queues.enter', loseAnswer: true, times: 1 }); // done, and nobody hears of it
  await join(fanfare, 'exp_aurora');

  expect(await join(fanfare, 'exp_aurora')).toBeNull();
  expect(page().text).toBe('Number 1'); // and not 2
});
