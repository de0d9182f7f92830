import type { Clock } from '@fanfare/core';
import { createMockPlatform } from '@fanfare/mock';
import { FanfareServer, type FanfareServerOptions } from '@fanfare/node';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

const [timeoutMs, totalTimeoutMs, maxWaitMs] = [33_333, 44_444, 600_000];
const deadlines = new Set([timeoutMs, totalTimeoutMs, maxWaitMs]);

/** A platform that takes some calls a minute, and a server beside it, whose waits move the platform's time. */
function open(options: Partial<FanfareServerOptions> = {}, perMinute = 100) {
  const platform = createMockPlatform({ now: '2026-11-22T10:00:00Z', profile: options.profile ?? 'full' });
  onTestFinished(() => platform.close());
  platform.settings.rateLimits = {
    ...platform.settings.rateLimits,
    adminRead: { scope: 'endpoint', perMinute },
    externalAuthorize: { scope: 'endpoint', perMinute },
  };
  const [{ keys, queue }] = platform.world.organizations;
  let moving = Promise.resolve();
  const clock: Clock = {
    now: () => platform.clock.now(),
    setTimeout(run, ms) {
      if (deadlines.has(ms)) return () => undefined;
      let isOff = false;
      const at = platform.clock.now() + ms;
      moving = moving.then(async () => {
        const left = at - platform.clock.now();
        if (isOff) return;
        if (left > 0) await platform.clock.advance(`${left}ms`);
        run();
        await new Promise((resolve) => setImmediate(resolve));
      });
      return () => void (isOff = true);
    },
  };
  const onRateLimit = vi.fn();
  const make = (more: Partial<FanfareServerOptions> = {}): FanfareServer =>
    new FanfareServer({
      secretKey: keys.test.secret,
      baseUrl: platform.origin,
      fetch: platform.fetch,
      clock,
      onRateLimit,
      timeoutMs,
      totalTimeoutMs,
      ...options,
      ...more,
    });
  return { platform, queue, make, onRateLimit, startedAt: platform.clock.now() };
}

describe('F6: a server that keeps within the limits of the platform', () => {
  it.each([
    ['full', 100],
    ['full', 7],
    ['hosted', 100],
  ] as const)(
    'makes five times as many calls as a minute takes without a refusal: %s, %i',
    async (profile, perMinute) => {
      const { platform, queue, make, onRateLimit, startedAt } = open({ profile }, perMinute);
      const fanfare = make({ limitCalls: { maxWaitMs }, maxRetries: 0, bearer: profile === 'hosted' });
      const count = 5 * perMinute;

      await Promise.all(Array.from({ length: count }, () => fanfare.admin.queues.get(queue.id)));

      expect(onRateLimit).not.toHaveBeenCalled();
      expect(platform.requests).toHaveLength(count);
      const minutes = (platform.clock.now() - startedAt) / 60_000;
      // A full bucket at first, and then as fast as it fills.
      expect(minutes).toBeGreaterThan(3.9);
      expect(minutes).toBeLessThan(4.7);
    },
  );

  it('is refused without that, so that the test above shows something', async () => {
    const { queue, make, onRateLimit } = open();
    const fanfare = make({ maxRetries: 0 });

    await Promise.allSettled(Array.from({ length: 150 }, () => fanfare.admin.queues.get(queue.id)));

    expect(onRateLimit).toHaveBeenCalledTimes(50);
  });

  it('leaves room for other processes with the same key, which its answers tell of', async () => {
    const { queue, make, onRateLimit } = open();
    const [one, two] = [make({ limitCalls: { maxWaitMs } }), make({ limitCalls: { maxWaitMs } })];
    const run = async (fanfare: FanfareServer): Promise<void> => {
      for (let call = 0; call < 150; call += 1) await fanfare.admin.queues.get(queue.id);
    };

    await Promise.all([run(one), run(two)]);

    expect(onRateLimit).not.toHaveBeenCalled();
  });

  it('keeps to a limit of its own too, for all calls together', async () => {
    const { platform, queue, make, startedAt } = open({}, 1_000);
    const fanfare = make({ limitCalls: { perMinute: 60, maxWaitMs } });

    await Promise.all(Array.from({ length: 180 }, () => fanfare.admin.queues.get(queue.id)));

    const minutes = (platform.clock.now() - startedAt) / 60_000;
    expect(minutes).toBeGreaterThan(1.9);
    expect(minutes).toBeLessThan(2.2);
  });

  it('does not let one kind of calls wait for the limit of another', async () => {
    const { platform, queue, make, startedAt } = open({}, 5);
    platform.settings.rateLimits = {
      ...platform.settings.rateLimits,
      adminRead: { scope: 'endpoint', perMinute: 1_000 },
    };
    const fanfare = make({ limitCalls: { maxWaitMs } });
    const slow = Array.from({ length: 6 }, () =>
      fanfare.external
        .authorize({ subject: 'ada', email: 'ada@shop.example' } as never)
        .catch(() => undefined),
    );

    await Promise.all(Array.from({ length: 50 }, () => fanfare.admin.queues.get(queue.id)));

    expect(platform.clock.now() - startedAt).toBeLessThan(12_001);
    await Promise.all(slow);
  });
});

describe('F6: a call that waits for its turn', () => {
  it('fails unsent when it has waited for too long', async () => {
    const { platform, queue, make } = open({}, 2);
    const fanfare = make({ limitCalls: { maxWaitMs: 4_000 } });

    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => fanfare.admin.queues.get(queue.id)),
    );

    const failures = results
      .filter((result) => result.status === 'rejected')
      .map(({ reason }) => reason as object);
    expect(failures).toHaveLength(3);
    for (const failure of failures)
      expect(failure).toMatchObject({
        name: 'RateLimitError',
        code: 'rate_limited',
        message: expect.stringMatching(/was not sent: it waited 4000 ms/) as string,
      });
    expect(platform.requests).toHaveLength(2);
  });

  it('is aborted by its signal, and leaves its place to the next', async () => {
    const { platform, queue, make } = open({}, 1);
    const fanfare = make({ limitCalls: { maxWaitMs } });
    await fanfare.admin.queues.get(queue.id);
    const over = new AbortController();
    const aborted = fanfare.admin.queues.get(queue.id, { signal: over.signal });
    over.abort(new Error('closing time'));

    await expect(aborted).rejects.toMatchObject({ name: 'AbortedError', code: 'aborted' });
    await expect(fanfare.admin.queues.get(queue.id)).resolves.toMatchObject({ id: queue.id });
    expect(platform.requests).toHaveLength(2);
  });

  it('goes on where calls fail, whatever they fail with', async () => {
    const { platform, queue, make } = open();
    const end = platform.fault({ operation: 'admin.queues.get', resetConnection: true });
    const fanfare = make({ limitCalls: true, maxRetries: 0 });
    const get = (): Promise<unknown> => fanfare.admin.queues.get(queue.id);

    const failed = await Promise.allSettled(Array.from({ length: 20 }, get));
    expect(failed.every(({ status }) => status === 'rejected')).toBe(true);
    end();
    await expect(Promise.all(Array.from({ length: 20 }, get))).resolves.toHaveLength(20);
  });
});

describe('F6: limitCalls', () => {
  it.each<[string, unknown, RegExp]>([
    ['false', false, /limitCalls must be an object, not a boolean/],
    ['a number', 100, /limitCalls must be an object/],
    ['no calls at all', { perMinute: 0 }, /limitCalls\.perMinute must be a whole number/],
    ['a part of a call', { perMinute: 0.5 }, /limitCalls\.perMinute must be a whole number/],
    ['no wait', { maxWaitMs: 0 }, /limitCalls\.maxWaitMs must be a whole number/],
    ['another name', { perSecond: 5 }, /no option "perSecond"/],
  ])('may not be %s', (_, limitCalls, message) => {
    expect(
      () => new FanfareServer({ secretKey: 'sk_test_a1b2c3d4e5f6', limitCalls: limitCalls as never }),
    ).toThrow(message);
  });
});
