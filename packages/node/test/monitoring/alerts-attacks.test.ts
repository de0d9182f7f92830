import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FanfareServer } from '@fanfare/node';
import { createAlerts, type AlertRule, type SecurityEvent } from '@fanfare/node/monitoring';

const event = (at: number, more: Partial<SecurityEvent> = {}): SecurityEvent => ({
  kind: 'forbidden',
  operation: 'queues.admit',
  attempt: 1,
  status: 403,
  at,
  ...more,
});
const rule = (more: Partial<AlertRule> = {}): AlertRule => ({
  name: 'r',
  on: ['forbidden'],
  count: 3,
  withinMs: 1_000,
  ...more,
});

/** Tells when alerts came. */
function alertsOf(rules: readonly AlertRule[], times: readonly number[]): number[] {
  const told: number[] = [];
  const { tell } = createAlerts({ rules, onAlert: ({ event: last }) => void told.push(last.at) });
  for (const at of times) tell(event(at));
  return told;
}

describe('K4, K5: a rule under attack', () => {
  it('of a single event tells again after it was quiet', () => {
    expect(alertsOf([rule({ count: 1 })], [0, 500, 1_400, 2_400, 9_000])).toEqual([0, 2_400, 9_000]);
  });

  it.each([
    ['back: what lay in the future does not count', [3_600_000, 3_600_001, 0, 1, 2], [2]],
    ['back, while a burst is told: the next one is told as well', [9_000, 9_001, 9_002, 0, 1, 2], [9_002, 2]],
    ['forward: a burst on the other side is told', [0, 1, 9_000, 9_001, 9_002], [9_002]],
    ['a little to and fro, as of several sources', [100, 90, 95], [95]],
  ])('knows a clock that jumps %s', (_, times, alerts) => {
    expect(alertsOf([rule()], times)).toEqual(alerts);
  });

  it('does not fall silent with a time that is none', () => {
    expect(alertsOf([rule()], [Number.NaN, Number.NaN, 0, 1, 2])).toEqual([2]);
  });

  it('tells also where another one fails, and nothing that fails reaches who told', () => {
    const told: string[] = [];
    const by = (): string => {
      throw new Error('no such field');
    };
    const { tell } = createAlerts({
      rules: [
        rule({ name: 'first', count: 1 }),
        rule({ name: 'second', count: 1, by }),
        rule({ name: 'third', count: 1 }),
      ],
      onAlert: ({ rule: name }) => {
        told.push(name);
        throw new Error('the pager is broken');
      },
    });

    tell(event(0));

    expect(told).toEqual(['first', 'second', 'third']);
  });
});

describe('K1, K5: who is told and fails later', () => {
  const unhandled: unknown[] = [];
  const hear = (error: unknown) => void unhandled.push(error);
  beforeEach(() => {
    unhandled.length = 0;
    process.on('unhandledRejection', hear);
  });
  afterEach(() => {
    process.off('unhandledRejection', hear);
  });

  const refused = async () => Response.json({ error: 'key_revoked', message: 'No.' }, { status: 401 });
  const late = async (): Promise<never> => {
    throw new Error('the pager is broken');
  };
  const connect = (options: object) =>
    new FanfareServer({
      secretKey: `sk_test_${'a'.repeat(40)}`,
      baseUrl: 'http://localhost:9',
      fetch: refused,
      maxRetries: 0,
      ...options,
    });

  it.each([
    ['a hook', { onAuthFailure: late }],
    ['a logger', { logger: { debug: late, warn: late } }],
    [
      'an alert',
      createAlerts({
        rules: [rule({ on: ['auth_failure'], count: 1 })],
        onAlert: late as () => unknown as () => void, // as whoever does not lint writes it
      }).hooks,
    ],
  ])('does not end the process: %s', async (_, options) => {
    await expect(connect(options).consumers.get('csm_1')).rejects.toMatchObject({ status: 401 });
    await new Promise((resolve) => setImmediate(resolve));

    expect(unhandled).toEqual([]);
  });
});
