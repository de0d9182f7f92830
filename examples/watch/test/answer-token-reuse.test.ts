import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMockPlatform } from '@fanfare/mock';
import { FanfareServer } from '@fanfare/node';
import { memoryInbox, toNodeHandler } from '@fanfare/node/webhooks';
import { expect, it, onTestFinished, vi } from 'vitest';
import { answerTokenReuse, type Incident } from '../answer-token-reuse.ts';

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly session: { readonly consumerId: string };
}

const email = 'ada@shop.example';

/** A platform, a shop that answers its webhooks, and shoppers. */
async function openShop() {
  let shopUrl = '';
  const platform = createMockPlatform({
    settings: { leewayMs: 0 },
    // Webhooks go to public addresses only; this one leads to the shop on this machine.
    deliver: (_, init) => fetch(shopUrl, init as RequestInit),
  });
  onTestFinished(() => platform.close());
  const [{ keys }] = platform.world.organizations;
  const fanfare = new FanfareServer({
    secretKey: keys.test.secret,
    baseUrl: platform.origin,
    fetch: platform.fetch,
    maxRetries: 0, // what fails is left to the next delivery
  });
  const { secret } = await fanfare.admin.webhooks.create({
    url: 'https://shop.aurora.com/webhooks',
    events: ['security.token_reuse'],
  });
  const tell = vi.fn<(incident: Incident) => void>();
  const handler = answerTokenReuse({ fanfare, secrets: [secret], inbox: memoryInbox(), tell });
  const server = createServer(toNodeHandler(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  shopUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`;

  const ask = async (path: string, { body, token }: { body?: object; token?: string } = {}) => {
    const answer = await platform.fetch(`${platform.origin}/consumer/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'x-publishable-key': keys.test.publishable,
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, data: (await answer.json()) as Tokens };
  };
  const signIn = async (): Promise<Tokens> => {
    await ask('/auth/otp/request', { body: { email } });
    return (await ask('/auth/otp/verify', { body: { email, code: platform.otpFor(email) ?? '' } })).data;
  };
  return { platform, fanfare, tell, ask, signIn };
}

it('K6: a stolen session is answered without a human: reuse, webhook, and no session of the shopper is left', async () => {
  const { platform, fanfare, tell, ask, signIn } = await openShop();
  const [phone, laptop] = [await signIn(), await signIn()];
  const { consumerId } = phone.session;
  const isIn = async (): Promise<boolean> =>
    (await ask('/sessions', { token: laptop.accessToken })).status === 200;
  expect(await fanfare.admin.consumers.sessions.list(consumerId)).toHaveLength(2);
  expect(await isIn()).toBe(true);

  const refresh = () => ask('/auth/refresh', { body: { refreshToken: phone.refreshToken } });
  expect((await refresh()).status).toBe(200);
  expect((await refresh()).status).toBe(401); // the thief, or the shopper after the thief
  await platform.settle();

  expect(await fanfare.admin.consumers.sessions.list(consumerId)).toEqual([]);
  expect(await isIn()).toBe(false);
  expect(tell.mock.calls).toEqual([[expect.objectContaining({ consumerId, endedSessions: 1 })]]);
});

it('K6: what could not be ended is tried again, and told once', async () => {
  const { platform, fanfare, tell, ask, signIn } = await openShop();
  const [phone] = [await signIn(), await signIn()];
  const { consumerId } = phone.session;
  const end = platform.fault({ operation: 'admin.consumers.sessions.revokeAll', status: 503 });
  for (let time = 0; time < 2; time += 1)
    await ask('/auth/refresh', { body: { refreshToken: phone.refreshToken } });
  await platform.settle();
  expect(await fanfare.admin.consumers.sessions.list(consumerId)).toHaveLength(1);
  expect(tell).not.toHaveBeenCalled();

  end();
  await platform.clock.advance('2m'); // the first repetition comes after a minute
  await platform.settle();

  expect(await fanfare.admin.consumers.sessions.list(consumerId)).toEqual([]);
  expect(tell).toHaveBeenCalledTimes(1);
});
