import { describe, expect, it } from 'vitest';
import { inboxConformance, memoryInbox, type WebhookInbox } from '@fanfare/node/webhooks';
import { fakeClock } from './support/fake-clock.js';

const day = 86_400_000;
const claim = (key: string, owner = 'one') => ({ key, owner });

async function harness(): Promise<{ inbox: WebhookInbox; advance: (ms: number) => Promise<void> }> {
  const clock = fakeClock();
  return { inbox: memoryInbox({ clock }), advance: (ms) => clock.advance(ms) };
}

describe('H4: memoryInbox', () => {
  it.each(inboxConformance(harness))('$name', ({ run }) => run());

  it('forgets what is done after 7 days, and not before', async () => {
    const clock = fakeClock();
    const inbox = memoryInbox({ clock });
    await inbox.claim(claim('a'), 1_000);
    await inbox.complete(claim('a'));

    await clock.advance(7 * day - 1);
    expect(await inbox.claim(claim('a', 'two'), 1_000)).toBe('done');
    await clock.advance(1);
    expect(await inbox.claim(claim('a', 'two'), 1_000)).toBe('fresh');
  });

  it('forgets the longest finished beyond its limit, and never what is being handled', async () => {
    const inbox = memoryInbox({ clock: fakeClock(), maxEntries: 3 });
    await inbox.claim(claim('held'), 1_000);
    for (const key of ['a', 'b', 'c']) {
      await inbox.claim(claim(key), 1_000);
      await inbox.complete(claim(key));
    }

    expect(await inbox.claim(claim('held', 'two'), 1_000)).toBe('in_flight');
    expect(await inbox.claim(claim('c', 'two'), 1_000)).toBe('done');
    expect(await inbox.claim(claim('b', 'two'), 1_000)).toBe('done');
    expect(await inbox.claim(claim('a', 'two'), 1_000)).toBe('fresh');
  });

  it('refuses new events while it is full of held ones, and takes the place of those that ran out', async () => {
    const clock = fakeClock();
    const inbox = memoryInbox({ clock, maxEntries: 2 });
    await inbox.claim(claim('a'), 1_000);
    await inbox.claim(claim('b'), 2_000);

    await expect(inbox.claim(claim('c'), 1_000)).rejects.toMatchObject({ code: 'storage_unavailable' });
    await clock.advance(1_500);
    expect(await inbox.claim(claim('c'), 1_000)).toBe('fresh');
    expect(await inbox.claim(claim('b', 'two'), 1_000)).toBe('in_flight');
  });
});

describe('H4: the conformance suite', () => {
  type Breakage = (inbox: WebhookInbox) => Partial<WebhookInbox>;
  const breakages: Readonly<Record<string, Breakage>> = {
    'always fresh': () => ({ claim: async () => 'fresh' }),
    'checks before it claims, not at once': (inbox) => {
      const taken = new Set<string>();
      return {
        async claim({ key, owner }, leaseMs) {
          if (taken.has(key)) return inbox.claim({ key, owner }, leaseMs);
          await Promise.resolve();
          taken.add(key);
          return 'fresh';
        },
      };
    },
    'forgets completions': (inbox) => ({ complete: (given) => inbox.release(given) }),
    'completes for the owner only': (inbox) => ({
      async complete(given) {
        if (await inbox.renew(given, 1_000)) await inbox.complete(given);
      },
    }),
    'never releases': () => ({ release: async () => {} }),
    'releases for anybody': (inbox) => ({
      async release({ key }) {
        for (const owner of ['first', 'second', 'third']) await inbox.release({ key, owner });
      },
    }),
    'renews nothing and says yes': () => ({ renew: async () => true }),
    'renews and says no': (inbox) => ({
      renew: async (given, leaseMs) => (await inbox.renew(given, leaseMs)) && false,
    }),
    'leases for ever': (inbox) => ({ claim: (given) => inbox.claim(given, 365 * day) }),
    'folds the case of keys': (inbox) => ({
      claim: (given, leaseMs) => inbox.claim({ ...given, key: given.key.toLowerCase() }, leaseMs),
    }),
    'trims keys': (inbox) => ({
      claim: (given, leaseMs) => inbox.claim({ ...given, key: given.key.trim() }, leaseMs),
    }),
  };

  it.each(Object.entries(breakages))('notices an inbox that %s', async (_, breakage) => {
    const checks = inboxConformance(async () => {
      const { inbox, advance } = await harness();
      return { inbox: { ...inbox, ...breakage(inbox) }, advance };
    });

    const results = await Promise.allSettled(checks.map(({ run }) => run()));
    expect(results.some(({ status }) => status === 'rejected')).toBe(true);
  });

  it('notices an inbox that forgets within the retry schedule', async () => {
    const checks = inboxConformance(async () => {
      let clock = fakeClock();
      let inbox = memoryInbox({ clock });
      const renewed = (): WebhookInbox => inbox;
      return {
        inbox: {
          claim: (given, leaseMs) => renewed().claim(given, leaseMs),
          renew: (given, leaseMs) => renewed().renew(given, leaseMs),
          complete: (given) => renewed().complete(given),
          release: (given) => renewed().release(given),
        },
        async advance(ms) {
          await clock.advance(ms);
          if (ms < day) return;
          clock = fakeClock();
          inbox = memoryInbox({ clock });
        },
      };
    });

    const results = await Promise.allSettled(checks.map(({ run }) => run()));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });

  it('closes every harness, also after a failure', async () => {
    let open = 0;
    const checks = inboxConformance(async () => {
      open += 1;
      const inbox = { ...(await harness()).inbox, claim: async () => 'done' as const };
      return { inbox, advance: async () => {}, close: async () => void (open -= 1) };
    });

    await Promise.allSettled(checks.map(({ run }) => run()));
    expect(checks.length).toBeGreaterThan(10);
    expect(open).toBe(0);
  });
});
