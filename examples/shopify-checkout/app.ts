import { createHash, randomBytes } from 'node:crypto';
import { AuthenticationError, FanfareServer, GrantError } from '@fanfare/node';
import { authenticateRequest } from '@fanfare/node/authorization';
import { toHonoHandler } from '@fanfare/node/webhooks';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { createCart, type ShopifyShop } from './create-cart.ts';
import { openHandOffs } from './hand-offs.ts';
import { orderWebhooks } from './order-webhooks.ts';

/** What the backend needs. */
export interface Settings {
  readonly secretKey: string;
  readonly organizationId: string;
  readonly queueId: string;
  /** Where the page is, as shoppers see it. */
  readonly shopUrl: string;
  readonly shopify: ShopifyShop & { readonly secret: string; readonly variantId: number };
  readonly onStray: (orderId: string, why: string) => unknown;
  /** Where the platform is; left out in production. */
  readonly baseUrl?: string;
}

const cookie = '__Host-hand-off';

/** Makes the backend: it spends the grant, leads to a cart at Shopify, and hears from Shopify what was paid. */
export function shopApp({ queueId, shopUrl, shopify, onStray, ...options }: Settings): Hono {
  const fanfare = new FanfareServer(options);
  const handOffs = openHandOffs();
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
    // Made of the grant, so that whoever asks again, after an answer that was lost, goes on with the same hand-off.
    const id = createHash('sha256').update(`${consumerId} ${grant}`).digest('hex').slice(0, 32);
    await fanfare.admissions.validate(
      { token: grant, consumerId, distributionId: queueId, distributionType: 'queue' },
      { idempotencyKey: `hand-off-${id}` },
    );
    const browser = randomBytes(24).toString('base64url');
    setCookie(c, cookie, browser, { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' });
    c.header('cache-control', 'no-store');
    return c.json({ url: `${shopUrl}/hand-off/${handOffs.open({ id, consumerId, browser })}` });
  });

  app.get('/hand-off/:link', async (c) => {
    const handOff = handOffs.take(c.req.param('link'), getCookie(c, cookie));
    if (handOff === undefined)
      return c.text('This link was used, or is not yours. Go back to the shop.', 403);
    const { variantId } = shopify;
    handOff.cart ??= createCart(shopify, { variantId, handOffId: handOff.id });
    handOff.cart.catch(() => (handOff.cart = undefined)); // the next link tries again
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    return c.redirect(await handOff.cart, 303);
  });

  const { secret, variantId } = shopify;
  const paid = orderWebhooks({ fanfare, handOffs, queueId, variantId, secret, onStray });
  app.post('/webhooks/shopify/orders-paid', toHonoHandler(paid));

  app.onError((error, c) => {
    if (error instanceof GrantError) return c.json({ error: error.code }, 403);
    if (error instanceof AuthenticationError && error.status === undefined)
      return c.json({ error: error.code }, 401); // a refusal of the shop's own key has a status
    console.error(error); // the SDK's errors hold no key, token or grant
    return c.json({ error: 'unavailable' }, 503); // nobody is let in
  });
  return app;
}
