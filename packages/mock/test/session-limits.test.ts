import { operationList } from '@fanfare/contract/operations';
import { createMockPlatform } from '@fanfare/mock';
import { describe, expect, it } from 'vitest';
import { backgroundOperations } from '../src/auth/background-operations.js';
import { openAccounts, sk, type Accounts, type Device } from './support/open-accounts.js';

const limited = { sessionPolicy: { idleSeconds: 15 * 60, absoluteSeconds: 8 * 3600 } };

/** Lets time pass while the page refreshes by itself whenever a token is about to run out. */
async function waitInBackground(
  { platform, refreshed }: Accounts,
  { device, minutes, step = 5 }: { device: Device; minutes: number; step?: number },
): Promise<Device> {
  let present = device;
  for (let passed = 0; passed < minutes; passed += step) {
    await platform.clock.advance(`${step}m`);
    present = await refreshed(present);
  }
  return present;
}

const act = async (device: Device): Promise<unknown> =>
  (await device.call('loyalty.balance')).error ?? 'alive';

describe('C2: sessions that end by themselves', () => {
  it('do not, unless the platform is told to', async () => {
    const { member, platform, refreshed } = openAccounts();
    const device = await member('ada@example.com');
    await platform.clock.advance('20d');

    expect(await act(await refreshed(device))).toBe('alive');
  });

  it('end after 15 idle minutes, though the page refreshes and polls meanwhile', async () => {
    const accounts = openAccounts({ settings: limited });
    const device = await waitInBackground(accounts, {
      device: await accounts.member('ada@example.com'),
      minutes: 10,
    });
    expect((await device.call('consumers.me')).status).toBe(200);
    await accounts.platform.clock.advance('6m');

    expect(await device.call('consumers.me')).toMatchObject({ status: 401, error: 'session_revoked' });
    expect((await device.refresh()).error).toBe('session_revoked');
    expect(accounts.platform.defects).toEqual([]);
  });

  it('end at the refresh too, where that comes first', async () => {
    const { member, platform } = openAccounts({ settings: limited });
    const device = await member('ada@example.com');
    await platform.clock.advance('16m');

    expect((await device.refresh()).error).toBe('session_revoked');
  });

  it('go on while the shopper does something, and end after 8 hours all the same', async () => {
    const accounts = openAccounts({ settings: limited });
    let device = await accounts.member('ada@example.com');
    const found: unknown[] = [];
    for (let passed = 0; passed < 470; passed += 10) {
      device = await waitInBackground(accounts, { device, minutes: 10 });
      found.push(await act(device));
    }
    await accounts.platform.clock.advance('10m');

    expect(new Set(found)).toEqual(new Set(['alive']));
    expect(await act(device)).toBe('session_revoked');
  });

  it('never end while the shopper stands in line, however long that takes', async () => {
    const accounts = openAccounts({ settings: { ...limited, accessTokenTtlSeconds: 3600 } });
    const { queue } = accounts.platform.world.organizations[0];
    Object.assign(queue, { admitRate: 0.0001 }); // a week for each
    const first = await accounts.guest();
    await first.call('queues.enter', { params: { queueId: queue.id } });
    const entered = await accounts.guest();
    await entered.call('queues.enter', { params: { queueId: queue.id } });

    const waiting = await waitInBackground(accounts, { device: entered, minutes: 9 * 60, step: 30 });
    const status = await waiting.call('queues.status', { params: { queueId: queue.id } });
    await waiting.call('queues.leave', { params: { queueId: queue.id } });

    expect(status.body).toMatchObject({ status: 'QUEUED' });
    expect(await act(waiting)).toBe('session_revoked'); // the eight hours were long over
  });

  it('never end while the shopper holds a grant', async () => {
    const accounts = openAccounts({ settings: { sessionPolicy: { idleSeconds: 300 } } });
    const { queue } = accounts.platform.world.organizations[0];
    const entered = await accounts.guest();
    const { consumerId } = entered.signIn.session;
    await entered.call('queues.enter', { params: { queueId: queue.id } });
    await accounts.call('queues.admit', {
      signedBy: sk,
      params: { queueId: queue.id },
      body: { consumerId },
    });
    await accounts.platform.clock.advance('14m');

    const granted = await entered.call('queues.status', { params: { queueId: queue.id } });
    await accounts.platform.clock.advance('4m'); // the grant ran out a moment ago
    const after = await entered.call('queues.status', { params: { queueId: queue.id } });
    await accounts.platform.clock.advance('5m');

    expect(granted.status).toBe(200);
    expect(after.status).toBe(200);
    expect(await act(entered)).toBe('session_revoked');
  });

  it('are not listed any more, and not active for the merchant either', async () => {
    const { member, call, platform } = openAccounts({ settings: { sessionPolicy: { idleSeconds: 300 } } });
    const device = await member('ada@example.com');
    const { consumerId } = device.signIn.session;
    await platform.clock.advance('6m');

    const { body: introspection } = await call('admin.tokens.introspect', {
      signedBy: sk,
      body: { token: device.signIn.accessToken },
    });
    const { body: sessions } = await call('admin.consumers.sessions.list', {
      signedBy: sk,
      params: { consumerId },
    });

    expect([introspection, sessions]).toEqual([{ active: false }, []]);
  });

  it.each([{ idle: 1 }, { absoluteSeconds: 0 }])(
    'refuses the policy %j, from whoever sets it',
    async (policy) => {
      const platform = createMockPlatform();
      const answer = await platform.fetch(`${platform.origin}/__mock/settings`, {
        method: 'PATCH',
        body: JSON.stringify({ sessionPolicy: policy }),
      });

      expect(answer.status).toBe(400);
      // What a test written in JavaScript might pass.
      expect(() => createMockPlatform({ settings: { sessionPolicy: policy as object } })).toThrow(TypeError);
    },
  );
});

it('C2: whatever asks for the state of a shopper keeps no session from being idle', () => {
  const asking = operationList.filter(
    ({ id, auth }) => id.endsWith('.status') && auth.flat().includes('consumer'),
  );

  expect(asking.length).toBeGreaterThan(3);
  for (const { id } of asking) expect(backgroundOperations).toContain(id);
});
