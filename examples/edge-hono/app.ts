import { AuthenticationError, FanfareServer, GrantError } from '@fanfare/node';
import { toHonoHandler, webhookHandler } from '@fanfare/node/webhooks';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';

/** What the runtime hands to the application: variables and secrets of a Worker, or the environment of a process. */
export interface Env {
  readonly FANFARE_SECRET_KEY: string;
  readonly FANFARE_WEBHOOK_SECRET: string;
  readonly FANFARE_ORGANIZATION_ID: string;
  /** Where the platform is; left out in production. */
  readonly FANFARE_URL?: string;
}

/** Makes the backend. Nothing of it needs Node: it runs in Workers, Deno, Bun and Node alike. */
export function shopApp(env: Env): Hono {
  const fanfare = new FanfareServer({
    secretKey: env.FANFARE_SECRET_KEY,
    organizationId: env.FANFARE_ORGANIZATION_ID,
    baseUrl: env.FANFARE_URL,
  });
  const app = new Hono();

  app.post('/api/checkout', async (c) => {
    const token = c.req.header('authorization')?.replace(/^Bearer /, '') ?? '';
    const { consumerId } = await fanfare.tokens.verify(token);
    const { grant, queueId } = await c.req.json<{ grant: string; queueId: string }>();
    await fanfare.admissions.validate({
      token: grant,
      consumerId, // from the token: what a body says of who it is counts for nothing
      distributionId: queueId,
      distributionType: 'queue',
    });
    return c.json({ cart: `cart of ${consumerId}` });
  });

  // At the edge nothing is remembered between two requests: key what you do by `event.id`, or use an inbox in a store.
  const webhooks = webhookHandler({
    secrets: [env.FANFARE_WEBHOOK_SECRET],
    on: { 'order.completed': ({ id, data }) => console.log('paid', data.orderId, id) },
  });
  app.post('/webhooks', toHonoHandler(webhooks));

  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof GrantError) return c.json({ error: error.code }, 403);
    // With a status it is the platform's answer about our own key, and no fault of the shopper.
    if (error instanceof AuthenticationError && error.status === undefined)
      return c.json({ error: error.code }, 401);
    console.error(error); // the SDK's errors hold no key, token or grant
    return c.json({ error: 'unavailable' }, 503); // nobody is let in
  });
  return app;
}
