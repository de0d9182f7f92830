import { createHash } from 'node:crypto';
import { AuthenticationError, FanfareServer, GrantError } from '@fanfare/node';
import { authenticateRequest } from '@fanfare/node/authorization';
import { Hono } from 'hono';

/** What the backend needs. */
export interface Settings {
  readonly secretKey: string;
  readonly organizationId: string;
  readonly queueId: string;
  /** Where the page is, as shoppers see it. */
  readonly shopUrl: string;
  /** Where the platform is; left out in production. */
  readonly baseUrl?: string;
}

/** Makes the backend: one order for each grant. */
export function shopBackend({ queueId, shopUrl, ...options }: Settings): Hono {
  const fanfare = new FanfareServer(options);
  const app = new Hono();

  app.post('/api/checkout', async (c) => {
    const { id: consumerId } = await authenticateRequest(c.req.raw, {
      publicOrigin: new URL(shopUrl).origin,
      verify: async (token, possession) => ({
        id: (await fanfare.tokens.verify(token, possession)).consumerId,
        roles: [],
      }),
    });
    const { grant } = await c.req.json<{ grant: string }>();
    const admission = { consumerId, distributionId: queueId, distributionType: 'queue' } as const;
    // Made of the grant, so that whoever presses again, after an answer that was lost, goes on with the same order.
    const orderId = createHash('sha256').update(`${consumerId} ${grant}`).digest('hex').slice(0, 32);
    await fanfare.admissions.validate({ token: grant, ...admission }, { idempotencyKey: `order-${orderId}` });
    // Here your own till takes the money, once for each `orderId`. It is an order from then on.
    await fanfare.admissions.complete({ ...admission, orderId, orderAmount: '129.00' });
    return c.json({ orderId });
  });

  app.onError((error, c) => {
    if (error instanceof GrantError) return c.json({ error: error.code }, 403);
    if (error instanceof AuthenticationError && error.status === undefined)
      return c.json({ error: error.code }, 401); // a refusal of the shop's own key has a status
    console.error(error); // the SDK's errors hold no key, token or grant
    return c.json({ error: 'unavailable' }, 503); // nobody is let in
  });
  return app;
}
