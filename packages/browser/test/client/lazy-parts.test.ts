import { describe, expect, test, vi } from 'vitest';
import type { Clock } from '@fanfare/core';
import { connect } from '../../src/index.js';
import { lazyModule } from '../../src/lazy-module.js';
import { createParts } from '../../src/create-parts.js';
import { createLazyParts } from '../../src/lazy-parts.js';

const gone = (): Promise<never> =>
  Promise.reject(
    new TypeError('Failed to fetch dynamically imported module: https://shop.example/parts-4f2a.js'),
  );

const atOnce: Clock = {
  now: () => 0,
  setTimeout(run, ms) {
    if (ms < 10_000) queueMicrotask(run); // waits between tries pass, deadlines do not
    return () => undefined;
  },
};

function connection(): ReturnType<typeof connect> {
  return connect({ publishableKey: 'pk_test_a1b2c3d4e5f6' as string, store: 'memory', clock: atOnce });
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );
}

test('what stands in for a part has every call of it, and no other', () => {
  const own = connection();
  const callsOf = (parts: object): Record<string, string[]> =>
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, Object.keys(part as object).sort()]),
    );

  expect(callsOf(createLazyParts(own))).toEqual(callsOf(createParts(own)));
});

describe('a part that cannot be loaded', () => {
  test('fails the call as a lost connection does, says what to do, and comes with the next one', async () => {
    const load = vi.fn<() => Promise<string>>(gone);
    const bring = lazyModule(connection(), load);

    const error = await failureOf(bring('draws.enter'));

    expect(error).toMatchObject({ name: 'NetworkError', code: 'network_error', retryable: true });
    expect(String(error)).toContain('draws.enter was not sent');
    expect(String(error)).toContain('load the page anew');
    expect(load).toHaveBeenCalledTimes(3);

    load.mockResolvedValue('here');
    expect(await bring('draws.enter')).toBe('here');
    expect(await bring('draws.leave')).toBe('here');
    expect(load).toHaveBeenCalledTimes(4);
  });

  test('is asked for a few times before anybody hears of it', async () => {
    const load = vi.fn<() => Promise<string>>().mockImplementationOnce(gone).mockResolvedValue('here');

    expect(await lazyModule(connection(), load)('draws.enter')).toBe('here');
  });

  test('is loaded once for calls that come together', async () => {
    const load = vi.fn(async () => 'here');
    const bring = lazyModule(connection(), load);

    await Promise.all([bring('draws.get'), bring('draws.status')]);

    expect(load).toHaveBeenCalledTimes(1);
  });

  test('is not waited for after the end of the client', async () => {
    const own = connection();
    const waiting = failureOf(lazyModule(own, () => new Promise<never>(() => undefined))('draws.enter'));
    own.destroy();

    expect(await waiting).toMatchObject({ name: 'SessionError', code: 'destroyed' });
  });
});
