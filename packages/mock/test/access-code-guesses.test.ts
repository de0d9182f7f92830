import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { mockApi, type TestAnswer } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';
const right = 'AURORA';
let platform: MockPlatform;

beforeEach(() => {
  platform = createMockPlatform({
    now: '2026-11-22T10:00:00Z',
    seed: 7,
    withoutRateLimits: true,
    addressFrom: 'x-from',
  });
  platform.world.organizations[0].sequence.accessCode = right;
});

async function guest(): Promise<string> {
  const { body } = await mockApi(platform).call('auth.guest', { pk });
  return (body as { accessToken: string }).accessToken;
}

interface Guess {
  readonly accessCode?: string;
  readonly from?: string;
}

function route(token: string, { from, accessCode }: Guess): Promise<TestAnswer> {
  return mockApi(platform).call('experiences.route', {
    pk,
    token,
    params: { experienceId: 'exp_aurora' },
    body: accessCode === undefined ? {} : { accessCode },
    headers: from === undefined ? {} : { 'x-from': from },
  });
}

async function guesses(count: number, accessToken: string, more: Guess = {}): Promise<TestAnswer[]> {
  const all: TestAnswer[] = [];
  while (all.length < count) all.push(await route(accessToken, { accessCode: `X${all.length}`, ...more }));
  return all;
}

const outcome = ({ status, body, error }: TestAnswer): unknown =>
  error ?? [status, (body as { outcome: string }).outcome];

describe('C11: guessing access codes', () => {
  it('is refused at the eleventh wrong one, with the time to wait; then the right one is refused alike', async () => {
    const eve = await guest();

    const wrong = await guesses(11, eve);
    const lucky = await route(eve, { accessCode: right });

    expect(wrong.slice(0, 10).map(outcome)).toEqual(Array(10).fill([200, 'gated']));
    expect([wrong[10], lucky].map((answer) => answer?.body)).toEqual(
      Array(2).fill(
        expect.objectContaining({ error: 'too_many_attempts', retryAfter: 30, details: { scope: 'user' } }),
      ),
    );
    expect(outcome(await route(eve, {}))).toEqual([200, 'gated']);
    expect(outcome(await route(await guest(), { accessCode: right }))).toEqual([200, 'routed']);
    await platform.clock.advance('30s');
    expect(outcome(await route(eve, { accessCode: right }))).toEqual([200, 'routed']);
    expect(platform.defects).toEqual([]);
  });

  it('is not forgotten for a right code in between, and right codes are no guesses', async () => {
    const eve = await guest();

    expect((await guesses(30, eve, { accessCode: right })).map(outcome)).toEqual(
      Array(30).fill([200, 'routed']),
    );
    await guesses(9, eve);
    await route(eve, { accessCode: right });
    expect((await guesses(2, eve)).map(outcome)).toEqual([[200, 'routed'], 'too_many_attempts']);
  });

  it('counts for an address too, whoever guesses', async () => {
    const from = '203.0.113.7';
    for (let shopper = 0; shopper < 10; shopper += 1) await guesses(5, await guest(), { from });

    const [stopped] = await guesses(1, await guest(), { from });
    const [elsewhere] = await guesses(1, await guest(), { from: '203.0.113.8' });

    expect(stopped?.body).toMatchObject({ error: 'too_many_attempts', details: { scope: 'ip' } });
    expect(elsewhere?.status).toBe(200);
  });

  it('counts no code where nothing wants one', async () => {
    platform.world.organizations[0].sequence.accessCode = null;

    const answers = await guesses(30, await guest());

    expect(answers.map(outcome)).toEqual(Array(30).fill([200, 'routed']));
  });
});
