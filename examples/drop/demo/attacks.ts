import { createHmac } from 'node:crypto';
import type { Report } from './report.ts';
import type { Shop } from './shop.ts';

/** An order as the merchant's list has it. */
export interface BookedOrder {
  readonly id: string;
  readonly till: string;
  readonly status: string;
  readonly confirmations: number;
}

/** A request for checkout as a thief would have seen it. */
export interface StolenGrant {
  readonly authorization: string;
  readonly purchase: Readonly<Record<string, string>>;
}

/** Tries to make the shop believe a webhook that the platform did not send, or to believe one twice. */
export async function attackWebhooks(shop: Shop, report: Report): Promise<void> {
  const genuine = shop.webhookTap.crossings.find(
    ({ body, status }) => status === 200 && body.includes('"order.completed"'),
  );
  if (genuine === undefined) return report.check('a genuine delivery was seen', false, 'none');
  const headers = headerRecord(genuine.headers);
  const text = genuine.body.toString('utf8');
  const before = await bookedOrders(shop);

  const invented = text
    .replace(/"orderId":"[^"]+"/, '"orderId":"ord_forged"')
    .replace(/"id":"[^"]+"/, '"id":"whk_forged"');
  const guess = createHmac('sha256', 'whsec_guessed')
    .update(`${headers['x-fanfare-timestamp']}.${invented}`)
    .digest('hex');
  const forged = await deliver(shop, invented, { ...headers, 'x-fanfare-signature': `sha256=${guess}` });
  report.check('a forged webhook is refused', forged === 401 || forged === 400, `status ${forged}`);

  const altered = await deliver(shop, text.replace('"EUR"', '"USD"'), headers);
  report.check(
    'a webhook with one changed word is refused',
    altered === 401 || altered === 400,
    `status ${altered}`,
  );

  const late = String(Number(headers['x-fanfare-timestamp']) - 3_600);
  const redated = await deliver(shop, text, { ...headers, 'x-fanfare-timestamp': late });
  report.check(
    'a webhook with another time is refused',
    redated === 401 || redated === 400,
    `status ${redated}`,
  );

  const replayed = await deliver(shop, text, { ...headers, 'x-fanfare-delivery-id': 'another-delivery' });
  const after = await bookedOrders(shop);
  report.check(
    'a replayed webhook changes nothing: its handler took effect once',
    JSON.stringify(after) === JSON.stringify(before) &&
      after.every(({ confirmations }) => confirmations <= 1),
    `status ${replayed}, orders unchanged`,
  );
}

/** Tries to buy with a request that was seen on its way: as it was, with its grant altered, and at the other till. */
export async function attackGrants(shop: Shop, stolen: StolenGrant, report: Report): Promise<void> {
  const { authorization, purchase } = stolen;
  const buy = async (change: Record<string, string>): Promise<number> => {
    const response = await fetch(`${shop.backend.url}/api/checkout`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ ...purchase, ...change }),
    });
    return response.status;
  };
  const grant = purchase['grant'] ?? '';
  const tampered = `${grant.slice(0, -1)}${grant.endsWith('A') ? 'B' : 'A'}`;
  const before = await bookedOrders(shop);
  // The token is bound to a key that never left the shopper's browser, and a thief cannot prove to have it.
  const statuses = [await buy({}), await buy({ grant: tampered }), await buy({ till: 'hosted' })];
  const after = await bookedOrders(shop);
  report.check(
    'a stolen request buys nothing: its token is bound to the shopper’s browser',
    statuses.every((status) => status === 401) && JSON.stringify(after) === JSON.stringify(before),
    `statuses ${statuses.join(', ')}, orders unchanged`,
  );
}

/** Reads the shop's order book, as the merchant sees it. */
export async function bookedOrders({ backend, merchantPassword }: Shop): Promise<BookedOrder[]> {
  const credentials = Buffer.from(`merchant:${merchantPassword}`).toString('base64');
  const headers = { authorization: `Basic ${credentials}` };
  const response = await fetch(`${backend.url}/merchant/orders.json`, { headers });
  return ((await response.json()) as { orders: BookedOrder[] }).orders;
}

async function deliver(shop: Shop, body: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${shop.backend.url}/webhooks/fanfare`, { method: 'POST', headers, body });
  return response.status;
}

function headerRecord(raw: readonly string[]): Record<string, string> {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    pairs.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? '']);
  const hopByHop = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);
  return Object.fromEntries(pairs.filter(([name]) => !hopByHop.has(name)));
}
