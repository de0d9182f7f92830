import { createClient } from 'redis';
import { afterEach, expect, it, vi } from 'vitest';
import { inboxConformance } from '@fanfare/node/webhooks';
import { redisInbox } from '@fanfare/node/webhooks/redis';
import { openRedisShop, type RedisShop } from './support/redis-shop.js';
import { describeWith, redisUrl } from './support/services.js';

const withIoRedis = (): Promise<RedisShop> => openRedisShop(async (client) => ({ options: { client } }));

const withNodeRedis = (): Promise<RedisShop> =>
  openRedisShop(async () => {
    const client = createClient({ url: redisUrl });
    await client.connect();
    return { options: { client }, end: () => client.close() };
  });

const withSend = (): Promise<RedisShop> =>
  openRedisShop(async (client) => ({
    options: { send: ([command, ...args]) => client.callBuffer(command, ...args) },
  }));

const opened: RedisShop[] = [];
const open = async (): Promise<RedisShop> => {
  const shop = await withIoRedis();
  opened.push(shop);
  return shop;
};
afterEach(async () => {
  for (const shop of opened.splice(0)) await shop.close();
});

const claimOf = (key: string, owner = 'one') => ({ key, owner });

await describeWith('Redis', 'H4: redisInbox', () => {
  it.each(inboxConformance(withIoRedis))('$name, over ioredis', ({ run }) => run());
  it.each(inboxConformance(withNodeRedis))('$name, over redis', ({ run }) => run());
  it.each(inboxConformance(withSend))('$name, over anything that sends', ({ run }) => run());

  it('lets every key expire after its retention, and none before', async () => {
    const { inbox, own, prefix } = await open();
    await inbox.claim(claimOf('a'), 1_000);
    expect(await own.pttl(`${prefix}a`)).toBeGreaterThan(604_700_000);
    await own.pexpire(`${prefix}a`, 1_000);
    await inbox.complete(claimOf('a'));
    expect(await own.pttl(`${prefix}a`)).toBeGreaterThan(604_700_000);
    expect(await own.pttl(`${prefix}a`)).toBeLessThanOrEqual(604_800_000);
  });

  it('keeps a lease that is longer than the retention', async () => {
    const { inbox, own, prefix } = await open();
    await inbox.claim(claimOf('a'), 700_000_000);

    expect(await own.pttl(`${prefix}a`)).toBeGreaterThan(700_000_000);
  });

  it('forgets what has expired, attempts included', async () => {
    const { inbox, advance } = await open();
    await inbox.claim(claimOf('a'), 1_000);
    await inbox.complete(claimOf('a'));
    await advance(604_800_001);

    expect(await inbox.claim(claimOf('a', 'two'), 1_000)).toEqual({ state: 'fresh', attempt: 1 });
  });

  it('says what is wrong where the prefix is in use for something else', async () => {
    const { inbox, own, prefix } = await open();
    await own.set(`${prefix}a`, 'a session');

    await expect(inbox.claim(claimOf('a'), 1_000)).rejects.toMatchObject({
      code: 'storage_unavailable',
      message: expect.stringContaining(`under ${prefix}`),
    });
    expect(await own.get(`${prefix}a`)).toBe('a session');
  });

  it('goes on after the server has forgotten the scripts', async () => {
    const { inbox, own } = await open();
    await inbox.claim(claimOf('a'), 1_000);
    await own.script('FLUSH');

    expect(await inbox.complete(claimOf('a'))).toBe(true);
  });

  it('rejects when the connection is gone, so that the event is delivered again', async () => {
    const client = createClient({ url: redisUrl });
    const inbox = redisInbox({ client });

    await expect(inbox.claim(claimOf('a'), 1_000)).rejects.toThrow();
  });

  it('knows no clock but that of the server', async () => {
    const { inbox } = await open();
    await inbox.claim(claimOf('a'), 30_000);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_000 });
    try {
      expect(await inbox.claim(claimOf('a', 'two'), 30_000)).toMatchObject({ state: 'in_flight' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps endpoints with prefixes of their own apart', async () => {
    const { own, inbox, prefix } = await open();
    const other = redisInbox({ client: own, prefix: `${prefix}other:` });
    await inbox.claim(claimOf('a'), 1_000);

    expect(await other.claim(claimOf('a'), 1_000)).toMatchObject({ state: 'fresh' });
  });
});
