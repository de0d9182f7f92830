import { openShop, type TestShop } from './open-shop.js';

/** A webhook event, read. */
export interface ToldEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A shop whose merchant listens to everything. */
export interface ToldShop extends TestShop {
  /** What the merchant was told so far. */
  told(): Promise<readonly ToldEvent[]>;
}

/** Opens a shop with a webhook endpoint that never fails. */
export function openToldShop(): ToldShop {
  const events: ToldEvent[] = [];
  const shop = openShop({
    deliver: async (_url, init) => {
      events.push(JSON.parse(init?.body as string) as ToldEvent);
      return new Response(null, { status: 204 });
    },
  });
  const { id: organizationId } = shop.organization;
  shop.platform.addWebhookEndpoint({ organizationId, url: 'http://localhost:9999/hooks' });
  return {
    ...shop,
    async told() {
      await shop.platform.settle();
      return events;
    },
  };
}
