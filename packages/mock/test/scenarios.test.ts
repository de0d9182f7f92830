import { createMockPlatform, type MockPlatform, type ScenarioName } from '@fanfare/mock';
import { startMockServer } from '@fanfare/mock/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCli } from '../src/run-cli.js';
import { scenarioNames } from '../src/faults/scenario-names.js';
import { start } from './support/open-shop.js';

const jwksPath = '/consumer/api/.well-known/jwks.json';
let platform: MockPlatform;
beforeEach(() => {
  platform = createMockPlatform({ now: start, seed: 7, withoutRateLimits: true });
});

const jwks = () => platform.fetch(platform.origin + jwksPath);
const control = (method: string, path: string, body?: unknown) =>
  platform.fetch(`${platform.origin}/__mock/${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
/** How many calls ended in which way. */
async function tally(calls: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let call = 0; call < calls; call += 1) {
    const ended = await jwks().then(
      async (answer) => {
        const whole = await answer.text().then(
          () => '',
          () => ' cut',
        );
        return `${String(answer.status)}${whole}`;
      },
      () => 'lost',
    );
    counts[ended] = (counts[ended] ?? 0) + 1;
  }
  return counts;
}

describe('scenarios', () => {
  it.each<[ScenarioName, readonly string[]]>([
    ['platform-outage', ['503']],
    ['flaky', ['200', '503', '500', 'lost']],
    ['lost-answers', ['200', '200 cut', 'lost']],
    ['rate-limited', ['200', '429']],
    ['captive-portal', ['200', '302']],
    ['broken-proxy', ['200', '200 cut', '502']],
    ['clock-skew', ['200']],
  ])('%s: calls end in these ways and no other', async (name, ways) => {
    platform.scenario(name);

    expect(Object.keys(await tally(80)).sort()).toEqual([...ways].sort());
    expect(platform.faultLog.strikes.every(({ scenario }) => scenario === name)).toBe(true);
    expect(platform.defects).toEqual([]);
  });

  it('go together, each with what the others leave alone', async () => {
    const undo = platform.scenario('platform-outage', 'clock-skew');

    const struck = await jwks();
    undo();
    const after = await jwks();

    expect([struck.status, struck.headers.get('date')]).toEqual([503, 'Sun, 22 Nov 2026 09:50:00 GMT']);
    expect([after.status, after.headers.get('date')]).toEqual([200, 'Sun, 22 Nov 2026 10:00:00 GMT']);
  });

  it('take their time: half a second to three', async () => {
    platform.scenario('slow-network');
    let answered = false;
    const answer = jwks().then(({ status }) => {
      answered = true;
      return status;
    });
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));

    await platform.clock.advance(499);
    expect(answered).toBe(false);
    await platform.clock.advance(2_501);

    expect(await answer).toBe(200);
  });

  it('begin and end from outside, once however often they begin', async () => {
    const begun = await control('POST', 'scenarios', { names: ['platform-outage', 'clock-skew'] });
    await control('POST', 'scenarios', { names: ['platform-outage'] });
    const active = ((await begun.json()) as { name: string; active: boolean }[]).filter(
      (each) => each.active,
    );
    const before = (await jwks()).status;

    await control('DELETE', 'scenarios/platform-outage');

    expect(active.map(({ name }) => name)).toEqual(['platform-outage', 'clock-skew']);
    expect([before, (await jwks()).status]).toEqual([503, 200]);
    expect((await control('POST', 'scenarios', { names: ['doomsday'] })).status).toBe(400);
    expect((await control('DELETE', 'scenarios/doomsday')).status).toBe(400);
    expect(await (await control('GET', 'scenarios')).json()).toHaveLength(scenarioNames.length);
  });

  it('may go on from the start, and again after a reset', async () => {
    platform = createMockPlatform({ scenarios: ['platform-outage'] });
    const first = (await jwks()).status;
    await control('DELETE', 'faults');
    const cleared = (await jwks()).status;

    platform.reset();

    expect([first, cleared, (await jwks()).status]).toEqual([503, 200, 503]);
    expect(() => createMockPlatform({ scenarios: ['doomsday' as ScenarioName] })).toThrow(TypeError);
  });
});

describe('the log of faults', () => {
  it('tells what struck, and can be replayed from outside', async () => {
    await control('POST', 'faults', { operation: 'jwks.get', status: 503, times: 1 });
    await jwks();
    await jwks();
    const log = await (await control('GET', 'faults/log')).json();

    expect(log).toEqual({
      seed: 7,
      strikes: [
        {
          seq: 1,
          time: start,
          operation: 'jwks.get',
          eventType: null,
          ordinal: 1,
          requestId: platform.requests.find(({ operation }) => operation === 'jwks.get')?.id,
          scenario: null,
          fault: { operation: 'jwks.get', status: 503 },
        },
      ],
    });
    await control('POST', 'reset');
    expect((await control('POST', 'faults/replay', log)).status).toBe(204);
    expect([(await jwks()).status, (await jwks()).status]).toEqual([503, 200]);
  });

  it.each([
    {},
    { strikes: ['x'] },
    { strikes: [{ ordinal: 1, fault: {} }] },
    { strikes: [{ operation: 'jwks.get', ordinal: 'first', fault: {} }] },
    { strikes: [{ operation: 'jwks.get', ordinal: 1, fault: { status: 99 } }] },
  ])('is refused where it is none: %j', async (log) => {
    expect((await control('POST', 'faults/replay', log)).status).toBe(400);
  });

  it('lists what is in force, and ends one of it', async () => {
    platform.fault('unavailable');
    platform.fault({ dateSkewMs: 60_000 });
    const armed = (await (await control('GET', 'faults')).json()) as { id: number; left: number | null }[];

    await control('DELETE', `faults/${String(armed[0]?.id)}`);

    expect(armed).toMatchObject([
      { left: null, fault: { code: 'service_unavailable' } },
      { fault: { dateSkewMs: 60_000 } },
    ]);
    expect((await jwks()).status).toBe(200);
  });
});

describe('the command line', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('names the scenarios, and refuses others', async () => {
    const said = vi.spyOn(console, 'log').mockReturnValue();
    const complained = vi.spyOn(console, 'error').mockReturnValue();

    expect(await runCli(['--help'])).toBe(0);
    expect(await runCli(['--port', '0', '--scenario', 'doomsday'])).toBe(2);

    for (const name of scenarioNames) expect(said.mock.calls.flat().join('\n')).toContain(name);
    expect(complained.mock.calls.flat().join('\n')).toContain('doomsday');
  });

  it('starts a server with them', async () => {
    const server = await startMockServer({ scenarios: ['platform-outage'] });

    const answer = await fetch(server.url + jwksPath);
    await server.close();

    expect(answer.status).toBe(503);
  });
});
