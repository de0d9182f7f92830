import { createHash } from 'node:crypto';
import { GrantError } from '@fanfare/node';
import { fanfareServer, sessions } from '../../../lib/fanfare-server';
import { settings } from '../../../lib/settings';

export const dynamic = 'force-dynamic';

/** Sells for a grant. Who buys comes from the session, never from the page. */
export async function POST(request: Request): Promise<Response> {
  const shopper = await sessions.read(request).catch(() => null); // without the CSRF token it throws
  if (shopper === null) return Response.json({ error: 'unauthorized' }, { status: 401 });
  const { consumerId } = shopper;
  const { grant } = (await request.json()) as { grant: string };
  const admission = { consumerId, distributionId: settings.queueId, distributionType: 'queue' } as const;
  // Made of the grant, so that whoever presses again, after an answer that was lost, goes on with the same order.
  const orderId = createHash('sha256').update(`${consumerId} ${grant}`).digest('hex').slice(0, 32);
  try {
    await fanfareServer.admissions.validate(
      { token: grant, ...admission },
      { idempotencyKey: `order-${orderId}` },
    );
    // Here your own till takes the money, once for each `orderId`. It is an order from then on.
    await fanfareServer.admissions.complete({ ...admission, orderId, orderAmount: '129.00' });
  } catch (error) {
    if (error instanceof GrantError) return Response.json({ error: error.code }, { status: 403 });
    console.error(error); // the SDK's errors hold no key, token or grant
    return Response.json({ error: 'unavailable' }, { status: 503 }); // nobody is let in
  }
  return Response.json({ orderId });
}
