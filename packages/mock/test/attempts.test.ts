import { createMockPlatform, type MockPlatform } from '@fanfare/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { mockApi, type TestAnswer } from './support/mock-api.js';

const pk = 'pk_test_aurora_mock';
const email = 'ada@example.com';
const wrong = '0000';
let platform: MockPlatform;

beforeEach(() => {
  platform = openPlatform();
});

function openPlatform(options: object = {}): MockPlatform {
  return createMockPlatform({ now: '2026-11-22T10:00:00Z', seed: 7, addressFrom: 'x-from', ...options });
}

interface Guess {
  readonly email?: string;
  readonly code?: string;
  readonly from?: string;
  readonly pk?: string;
}

function guess({ from, ...given }: Guess = {}, on = platform): Promise<TestAnswer> {
  const { pk: key = pk, ...body } = { email, code: wrong, ...given };
  return mockApi(on).call('auth.verifyOtp', {
    pk: key,
    body,
    headers: from === undefined ? {} : { 'x-from': from },
  });
}

async function guesses(count: number, given: Guess = {}): Promise<TestAnswer[]> {
  const all: TestAnswer[] = [];
  while (all.length < count) all.push(await guess(given));
  return all;
}

async function codeFor(address = email): Promise<string> {
  await mockApi(platform).call('auth.requestOtp', { pk, body: { email: address } });
  return platform.otpFor(address) ?? 'none';
}

const told = ({ status, error, headers }: TestAnswer): unknown[] => [
  status,
  error,
  headers.get('retry-after'),
];

describe('C11: guessing one-time codes', () => {
  it('is refused at the eleventh try, with the time to wait', async () => {
    const answers = await guesses(11);

    expect(answers.slice(0, 10).map(told)).toEqual(Array(10).fill([401, 'otp_invalid', null]));
    expect(told(answers[10] as TestAnswer)).toEqual([429, 'too_many_attempts', '30']);
    expect(answers[10]?.body).toMatchObject({ retryAfter: 30, details: { scope: 'user' } });
    expect(platform.defects).toEqual([]);
  });

  it('takes longer with every further failure, up to a quarter of an hour', async () => {
    await guesses(10);

    const waits: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      const wait = Number((await guess()).headers.get('retry-after'));
      await platform.clock.advance((wait - 1) * 1000);
      expect((await guess()).error).toBe('too_many_attempts');
      await platform.clock.advance('1s');
      expect((await guess()).error).toBe('otp_invalid');
      waits.push(wait);
    }

    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('is over when the right code comes, once the wait is', async () => {
    await guesses(10);
    const code = await codeFor();
    expect((await guess({ code })).error).toBe('too_many_attempts');
    await platform.clock.advance('30s');

    expect((await guess({ code })).status).toBe(200);
    expect((await guesses(10)).every(({ error }) => error === 'otp_invalid')).toBe(true);
  });

  it('is forgotten after an hour of peace', async () => {
    await guesses(11);
    await platform.clock.advance('1h');

    expect((await guesses(10)).every(({ error }) => error === 'otp_invalid')).toBe(true);
  });

  it('counts tries that come at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => guess()));

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it('counts for one identity however it is spelled, and for no other, nor under another key', async () => {
    await guesses(5, { email: 'ADA@example.com' });
    await guesses(5);

    expect((await guess({ email: 'Ada@Example.com' })).error).toBe('too_many_attempts');
    expect((await guess({ email: 'bob@example.com' })).error).toBe('otp_invalid');
    expect((await guess({ pk: 'pk_live_aurora_mock' })).error).toBe('otp_invalid');
  });

  it('counts for an address too, whoever it tries to be; a success there forgets nothing', async () => {
    for (let name = 0; name < 49; name += 1)
      await guess({ email: `${name}@example.com`, from: '203.0.113.7' });
    expect((await guess({ code: await codeFor(), from: '203.0.113.7' })).status).toBe(200);
    await guess({ email: 'x@example.com', from: '203.0.113.7' });

    const { status, body } = await guess({ email: 'y@example.com', from: '203.0.113.7' });

    expect([status, body]).toEqual([429, expect.objectContaining({ details: { scope: 'ip' } })]);
    expect((await guess({ email: 'y@example.com', from: '203.0.113.8' })).error).toBe('otp_invalid');
  });

  it('counts no try that proved nothing: a body that does not fit, or a consumer who may not sign in', async () => {
    const call = { pk, body: { email, code: 'no code' } };
    for (let count = 0; count < 20; count += 1) await mockApi(platform).call('auth.verifyOtp', call);

    expect((await guess()).error).toBe('otp_invalid');
  });

  it('is refused in the documented words on the hosted platform', async () => {
    platform = openPlatform({ profile: 'hosted' });

    const answers = await guesses(11);

    expect(answers[10]?.body).toEqual({ error: 'Rate limit exceeded', retryAfter: 30 });
    expect(platform.defects).toEqual([]);
  });
});

describe('C11: whoever guesses exchange codes', () => {
  it('is stopped by their address', async () => {
    const call = { pk, body: { exchangeCode: 'exc_wrong' }, headers: { 'x-from': '203.0.113.7' } };
    const errors: (string | undefined)[] = [];
    while (errors.length < 51)
      errors.push((await mockApi(platform).call('auth.exchangeExternal', call)).error);

    expect(new Set(errors.slice(0, 50))).toEqual(new Set(['exchange_code_invalid']));
    expect(errors[50]).toBe('too_many_attempts');
  });
});

describe('C11: nobody learns who exists', () => {
  /** Two platforms that differ in nothing but that one of them knows the address. */
  async function twins(): Promise<[MockPlatform, MockPlatform]> {
    const [known, unknown] = [openPlatform(), openPlatform()];
    for (const [one, address] of [
      [known, email],
      [unknown, 'eve@example.com'],
    ] as const) {
      await mockApi(one).call('auth.requestOtp', { pk, body: { email: address } });
      await guess({ email: address, code: one.otpFor(address) ?? '' }, one);
    }
    return [known, unknown];
  }

  const bytes = async (on: MockPlatform, path: string, body: object): Promise<unknown> => {
    const headers = { 'x-publishable-key': pk, 'content-type': 'application/json' };
    const answer = await on.fetch(`${on.origin}/consumer/api/auth/otp/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
  };

  it('from the answer to a request for a code: it is the same byte for byte', async () => {
    const [known, unknown] = await twins();

    expect(await bytes(known, 'request', { email })).toEqual(await bytes(unknown, 'request', { email }));
  });

  it('from the answer to any of eleven guesses, with a code on its way or without', async () => {
    const [known, unknown] = await twins();
    await bytes(known, 'request', { email });
    await bytes(unknown, 'request', { email: 'eve@example.com' });

    for (let count = 0; count < 12; count += 1) {
      const body = { email, code: wrong };
      expect(await bytes(known, 'verify', body)).toEqual(await bytes(unknown, 'verify', body));
    }
  });

  it('from the time that an answer takes', async () => {
    platform = openPlatform({ withoutRateLimits: true });
    const taken = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 150; round += 1) {
      await codeFor(`known${round}@example.com`);
      for (const who of ['known', 'unknown'] as const) {
        const began = performance.now();
        await guess({ email: `${who}${round}@example.com` });
        taken[who].push(performance.now() - began);
      }
    }

    const ratio = median(taken.known) / median(taken.unknown);

    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
