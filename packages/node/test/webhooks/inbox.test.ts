import { describe, expect, it } from 'vitest';
import { inboxConformance, memoryInbox, type WebhookInbox } from '@fanfare/node/webhooks';
import { fakeClock } from './support/fake-clock.js';

const day = 86_400_000;
const claim = (key: string, owner = 'one') => ({ key, owner });
const stateOf = async (inbox: WebhookInbox, key: string): Promise<string> =>
  (await inbox.claim(claim(key, 'two'), 1_000)).state;

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
    expect(await stateOf(inbox, 'a')).toBe('done');
    await clock.advance(1);
    expect(await stateOf(inbox, 'a')).toBe('fresh');
  });

  it('forgets the longest finished beyond its limit, and never what is being handled', async () => {
    const inbox = memoryInbox({ clock: fakeClock(), maxEntries: 3 });
    await inbox.claim(claim('held'), 1_000);
    for (const key of ['a', 'b', 'c']) {
      await inbox.claim(claim(key), 1_000);
      await inbox.complete(claim(key));
    }

    expect(await stateOf(inbox, 'held')).toBe('in_flight');
    expect(await stateOf(inbox, 'c')).toBe('done');
    expect(await stateOf(inbox, 'b')).toBe('done');
    expect(await stateOf(inbox, 'a')).toBe('fresh');
  });

  it('refuses new events while it is full of held ones, and takes the place of those that ran out', async () => {
    const clock = fakeClock();
    const inbox = memoryInbox({ clock, maxEntries: 2 });
    await inbox.claim(claim('a'), 1_000);
    await inbox.claim(claim('b'), 2_000);

    await expect(inbox.claim(claim('c'), 1_000)).rejects.toMatchObject({ code: 'storage_unavailable' });
    await clock.advance(1_500);
    expect(await stateOf(inbox, 'c')).toBe('fresh');
    expect(await stateOf(inbox, 'b')).toBe('in_flight');
  });
});

describe('H4: the conformance suite', () => {
  type Breakage = (inbox: WebhookInbox) => Partial<WebhookInbox>;
  const breakages: Readonly<Record<string, Breakage>> = {
    'always fresh': () => ({ claim: async () => ({ state: 'fresh', attempt: 1 }) }),
    'checks before it claims, not at once': (inbox) => {
      const taken = new Set<string>();
      return {
        async claim({ key, owner }, leaseMs) {
          if (taken.has(key)) return inbox.claim({ key, owner }, leaseMs);
          await Promise.resolve();
          taken.add(key);
          return { state: 'fresh', attempt: 1 };
        },
      };
    },
    'forgets completions': (inbox) => ({
      async complete(given) {
        await inbox.release(given);
        return true;
      },
    }),
    'completes for anybody': (inbox) => ({
      async complete(given) {
        for (const owner of ['second', 'third', given.owner]) {
          if (await inbox.complete({ ...given, owner })) return true;
        }
        return true;
      },
    }),
    'completes in time only': (inbox) => ({
      async complete(given) {
        const { state } = await inbox.claim({ ...given, owner: 'nobody' }, 1);
        return state === 'in_flight' && inbox.complete(given);
      },
    }),
    'completes once only': (inbox) => {
      const completed = new Set<string>();
      return {
        async complete(given) {
          if (completed.has(given.key)) return false;
          const noted = await inbox.complete(given);
          if (noted) completed.add(given.key);
          return noted;
        },
      };
    },
    'does not count attempts': (inbox) => ({
      async claim(given, leaseMs) {
        const answer = await inbox.claim(given, leaseMs);
        return answer.state === 'fresh' ? { ...answer, attempt: 1 } : answer;
      },
    }),
    'counts what it held off': (inbox) => {
      let calls = 0;
      return {
        async claim(given, leaseMs) {
          calls += 1;
          const answer = await inbox.claim(given, leaseMs);
          return answer.state === 'fresh' ? { ...answer, attempt: calls } : answer;
        },
      };
    },
    'tells the end of another lease': (inbox) => ({
      async claim(given, leaseMs) {
        const answer = await inbox.claim(given, leaseMs);
        return answer.state === 'in_flight' ? { ...answer, retryAfterMs: leaseMs } : answer;
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
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(2); // completions, attempts
  });

  it('closes every harness, also after a failure', async () => {
    let open = 0;
    const checks = inboxConformance(async () => {
      open += 1;
      const inbox = { ...(await harness()).inbox, claim: async () => ({ state: 'done' as const }) };
      return { inbox, advance: async () => {}, close: async () => void (open -= 1) };
    });

    await Promise.allSettled(checks.map(({ run }) => run()));
    expect(checks.length).toBeGreaterThan(10);
    expect(open).toBe(0);
  });
});
