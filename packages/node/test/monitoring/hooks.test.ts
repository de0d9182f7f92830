import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ServerErrorCode } from '@fanfare/contract';
import { systemClock } from '@fanfare/core';
import { FanfareServer, type FanfareServerOptions } from '@fanfare/node';
import { createAlerts, type Alert, type AlertRule, type SecurityEvent } from '@fanfare/node/monitoring';

let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({ now: '2026-11-22T10:00:00Z' });
});
afterEach(() => platform.close());

function connect(options: Partial<FanfareServerOptions>): FanfareServer {
  return new FanfareServer({
    secretKey: platform.world.organizations[0].keys.test.secret,
    baseUrl: platform.origin,
    fetch: platform.fetch as typeof fetch,
    clock: { now: () => platform.clock.now(), setTimeout: systemClock.setTimeout },
    maxRetries: 0,
    ...options,
  });
}

/** Makes the platform refuse calls of consumers with a code. */
const refuse = (status: number, code: ServerErrorCode) =>
  platform.fault({ operation: 'consumers.get', status, code, times: 3 });

describe('K1, K2, K3: what a server hears of refusals', () => {
  it.each([
    ['onAuthFailure', 'auth_failure', 401, 'key_revoked'],
    ['onForbidden', 'forbidden', 403, 'insufficient_scope'],
    ['onRateLimit', 'rate_limit', 429, 'rate_limited'],
  ] as const)('%s gets each one, with nothing secret in it', async (hook, kind, status, code) => {
    const events: SecurityEvent[] = [];
    const others: SecurityEvent[] = [];
    const hear = (event: SecurityEvent) => void others.push(event);
    const hooks = { onAuthFailure: hear, onForbidden: hear, onRateLimit: hear };
    const fanfare = connect({ ...hooks, [hook]: (event: SecurityEvent) => void events.push(event) });
    refuse(status, code);

    for (let call = 0; call < 2; call += 1) {
      await expect(fanfare.consumers.get('csm_1')).rejects.toMatchObject({ status });
    }

    expect(events).toHaveLength(2);
    expect(others).toEqual([]);
    expect(events[0]).toMatchObject({
      kind,
      operation: 'consumers.get',
      status,
      code,
      attempt: 1,
      at: platform.clock.now(),
    });
    expect(events[0]?.requestId).toMatch(/^req_/);
    const allowed = [
      'kind',
      'operation',
      'status',
      'code',
      'attempt',
      'at',
      'requestId',
      'limit',
      'remaining',
      'resetAt',
      'scope',
      'platformVersion',
    ];
    expect(Object.keys(events[0] ?? {}).filter((name) => !allowed.includes(name))).toEqual([]);
    expect(JSON.stringify(events)).not.toMatch(/sk_test|csm_1|http/);
  });

  it('K1: a hook that throws does not make the call fail in another way', async () => {
    const fanfare = connect({
      onAuthFailure: () => {
        throw new Error('the pager is broken');
      },
    });
    refuse(401, 'key_revoked');

    await expect(fanfare.consumers.get('csm_1')).rejects.toMatchObject({ code: 'key_revoked' });
  });

  it('K5: a burst of refusals alarms once', async () => {
    const alerts: Alert[] = [];
    const { hooks } = createAlerts({
      rules: [{ name: 'key refused', on: ['auth_failure'], count: 3, withinMs: 60_000 }],
      onAlert: (alert) => void alerts.push(alert),
    });
    const fanfare = connect(hooks);
    platform.fault({ operation: 'consumers.get', status: 401, code: 'key_invalid', times: 20 });

    for (let call = 0; call < 20; call += 1) await fanfare.consumers.get('csm_1').catch(() => undefined);

    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      rule: 'key refused',
      group: '',
      count: 3,
      event: { operation: 'consumers.get' },
    });
  });
});

describe('K4, K5: a rule', () => {
  const rule: AlertRule = { name: 'r', on: ['forbidden', 'auth_failure'], count: 3, withinMs: 1_000 };
  const event = (at: number, more: Partial<SecurityEvent> = {}): SecurityEvent => ({
    kind: 'forbidden',
    operation: 'queues.admit',
    attempt: 1,
    status: 403,
    at,
    ...more,
  });

  function run(
    rules: readonly AlertRule[],
    events: readonly SecurityEvent[],
    maxGroups = 1_000,
  ): [string, number][] {
    const told: [string, number][] = [];
    const { tell } = createAlerts({
      rules,
      maxGroups,
      onAlert: ({ group, event: last }) => void told.push([group, last.at]),
    });
    events.forEach(tell);
    return told;
  }

  it('fires at the threshold and not below, nor for what lies outside its window', () => {
    expect(
      run(
        [rule],
        [0, 10].map((at) => event(at)),
      ),
    ).toEqual([]);
    expect(
      run(
        [rule],
        [0, 10, 20].map((at) => event(at)),
      ),
    ).toEqual([['', 20]]);
    expect(
      run(
        [rule],
        [0, 500, 1_000].map((at) => event(at)),
      ),
    ).toEqual([]);
    expect(
      run(
        [rule],
        [1, 500, 1_000].map((at) => event(at)),
      ),
    ).toEqual([['', 1_000]]);
  });

  it('tells a burst that goes on once, and the next one after it was quiet again', () => {
    const times = [0, 1, 2, 3, 500, 900, 1_300, 5_000, 5_001, 5_002];

    expect(
      run(
        [rule],
        times.map((at) => event(at)),
      ),
    ).toEqual([
      ['', 2],
      ['', 5_002],
    ]);
  });

  it('counts the kinds that it names, and groups apart', () => {
    const other = [
      event(0),
      event(1, { kind: 'rate_limit', status: 429 }),
      event(2, { kind: 'auth_failure', status: 401 }),
    ];
    expect(run([rule], other)).toEqual([]);
    const grouped = { ...rule, by: ({ operation }: SecurityEvent) => operation };
    const events = [0, 1, 2, 3, 4].map((at) => event(at, { operation: at % 2 === 0 ? 'even' : 'odd' }));
    expect(run([grouped], events)).toEqual([['even', 4]]);
  });

  it('keeps no more groups than it may, and forgets the one that was quiet for longest', () => {
    const grouped = { ...rule, by: ({ operation }: SecurityEvent) => operation };
    const names = ['a', 'a', 'b', 'c', 'a', 'b', 'b', 'b'];
    const events = names.map((operation, at) => event(at, { operation }));

    expect(run([grouped], events, 2)).toEqual([['b', 7]]);
  });

  it.each([
    [{ ...rule, count: 0 }, 'count'],
    [{ ...rule, on: [] }, 'on'],
    [{ ...rule, on: ['everything'] }, 'on'],
    [{ ...rule, name: '' }, 'name'],
    [{ ...rule, cooldown: 1 }, 'cooldown'],
  ])('is refused when wrong: %j', (wrong, named) => {
    expect(() => createAlerts({ rules: [wrong as AlertRule], onAlert: () => undefined })).toThrow(named);
  });
});
