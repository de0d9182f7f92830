// Stands for Shopify: makes carts, and tells of paid orders with a signature. Nothing to copy.
import { createHmac, randomUUID } from 'node:crypto';
import { Hono } from 'hono';

interface CartInput {
  readonly lines: readonly { readonly merchandiseId: string; readonly quantity: number }[];
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
}

/** What differs from the cart as the shop made it. */
export interface Payment {
  readonly quantity?: number;
  readonly orderId?: number;
  /** Whoever has a cart can write other notes into it. */
  readonly notes?: readonly { readonly name: string; readonly value: string }[];
  /** What the delivery is signed with. @default the secret of the app */
  readonly signedWith?: string;
}

/** A Shopify that runs in this process. */
export interface FakeShopify {
  readonly fetch: (url: string, init: RequestInit) => Response | Promise<Response>;
  readonly cartCount: () => number;
  /** Pays a cart, and makes the delivery that tells of it. */
  readonly pay: (checkoutUrl: string, payment?: Payment) => Request;
}

/** Makes one. */
export function fakeShopify({
  secret,
  storefrontToken,
}: Readonly<Record<'secret' | 'storefrontToken', string>>): FakeShopify {
  const carts = new Map<string, CartInput>();
  const app = new Hono();
  app.post('/api/:version/graphql.json', async (c) => {
    if (c.req.header('shopify-storefront-private-token') !== storefrontToken) return c.json({}, 401);
    const { variables } = await c.req.json<{ variables: { input: CartInput } }>();
    const checkoutUrl = `https://harbour.myshopify.com/cart/c/${randomUUID()}`;
    carts.set(checkoutUrl, variables.input);
    return c.json({ data: { cartCreate: { cart: { checkoutUrl } } } });
  });
  return {
    fetch: (url, init) => app.request(url, init),
    cartCount: () => carts.size,
    pay(checkoutUrl, { quantity, orderId = 5_000_001, notes, signedWith = secret } = {}) {
      const { lines = [], attributes = [] } = carts.get(checkoutUrl) ?? {};
      const body = JSON.stringify({
        id: orderId,
        total_price: '129.00',
        financial_status: 'paid',
        note_attributes: notes ?? attributes.map(({ key, value }) => ({ name: key, value })),
        line_items: lines.map((line) => ({
          variant_id: Number(line.merchandiseId.split('/').at(-1)),
          quantity: quantity ?? line.quantity,
        })),
      });
      const headers = {
        'content-type': 'application/json',
        'x-shopify-topic': 'orders/paid',
        'x-shopify-event-id': randomUUID(),
        'x-shopify-hmac-sha256': createHmac('sha256', signedWith).update(body).digest('base64'),
      };
      return new Request('https://shop.example/webhooks/shopify/orders-paid', {
        method: 'POST',
        headers,
        body,
      });
    },
  };
}
