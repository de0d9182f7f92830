import type { MockPlatformOptions } from '@fanfare/mock';
import { adminOf, type TestAdmin } from './admin-of.js';
import { isGenuine, type Received } from './open-receiver.js';
import { openShop, type Answer, type TestShop } from './open-shop.js';

/** A delivery that arrived, and where. */
export interface Arrival extends Received {
  readonly url: string;
}

/** A shop whose merchant sets up webhook endpoints through the Admin service; no network is used. */
export interface HookedShop extends TestShop {
  readonly admin: TestAdmin;
  readonly arrived: readonly Arrival[];
  /** How a receiver answers from now on: with a status; 200 at first. */
  answer: (arrival: Arrival) => number;
  /** Adds an endpoint and returns the answer. */
  hook(body?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** Lets a new shopper enter the queue, and waits for what follows at once. */
  enter(): Promise<void>;
  /** Tells whether a delivery verifies now, as documented, with a secret. */
  verifies(arrival: Arrival | undefined, secret: unknown): boolean;
}

export const hookUrl = 'https://shop.aurora.com/hooks';

/** Opens such a shop. */
export function openHookedShop(options: MockPlatformOptions = {}): HookedShop {
  const arrived: Arrival[] = [];
  const shop = openShop({
    deliver: (url, init) => {
      const body = Buffer.from(init?.body as string);
      const headers = init?.headers as Arrival['headers']; // a plain object of strings
      const event = JSON.parse(String(body)) as Arrival['event'];
      const arrival = { url: String(url as string | URL), body, headers, event };
      arrived.push(arrival);
      return Promise.resolve(new Response(null, { status: hooked.answer(arrival) }));
    },
    ...options,
  });
  const admin = adminOf(shop);
  const hooked: HookedShop = {
    ...shop,
    admin,
    arrived,
    answer: () => 200,
    hook: (body = {}) =>
      admin.post('/webhooks', { url: hookUrl, events: ['queue.consumer.entered'], ...body }),
    async enter() {
      const ann = await shop.guest();
      await ann.call('POST', `/queues/${shop.queueId}/enter`);
      await shop.platform.settle();
    },
    verifies: (arrival, secret) =>
      arrival !== undefined && isGenuine(arrival, { secret: String(secret), now: shop.platform.clock.now() }),
  };
  return hooked;
}
