import type { AuthSession, QueueState } from '@fanfare/contract';
import type { MockPlatform } from '@fanfare/mock';

/** A shopper with a page: what a merchant's backend gets to see of them. */
export interface Shopper {
  readonly consumerId: string;
  readonly accessToken: string;
  call(line: string, body?: unknown): Promise<unknown>;
}

type Shop = MockPlatform['world']['organizations'][number];

/** Signs a guest in at a shop. */
export async function guestShopper({ fetch, origin }: MockPlatform, shop: Shop): Promise<Shopper> {
  const send = async (
    line: string,
    { token, body }: { token?: string; body?: unknown },
  ): Promise<unknown> => {
    const [method = '', path = ''] = line.split(' ');
    const answer = await fetch(
      new Request(`${origin}/consumer/api${path}`, {
        method,
        headers: {
          'x-publishable-key': shop.keys.test.publishable,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    if (!answer.ok) throw new Error(`${line}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  const { session, accessToken } = (await send('POST /auth/guest', {})) as AuthSession;
  return {
    consumerId: session.consumerId,
    accessToken,
    call: (line, body) => send(line, { token: accessToken, body }),
  };
}

/** Signs a guest in, brings them to the front of the queue, and returns the grant. */
export async function admittedShopper(
  platform: MockPlatform,
  shop: Shop,
): Promise<Shopper & { readonly grant: string }> {
  const shopper = await guestShopper(platform, shop);
  await shopper.call(`POST /experiences/${shop.experience.id}/enter`);
  await shopper.call(`POST /queues/${shop.queue.id}/enter`);
  await platform.clock.advance('1m');
  const state = (await shopper.call(`GET /queues/${shop.queue.id}/status`)) as QueueState;
  if (state.status !== 'GRANTED') throw new Error(`The shopper was not admitted but is ${state.status}.`);
  return { ...shopper, grant: state.admissionGrant };
}
