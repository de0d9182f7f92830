import { memorySessionStore } from '@fanfare/node/sessions';
import { expect, it } from 'vitest';
import { holdLease } from '../../src/sessions/hold-lease.js';
import { manualClock } from '../support/manual-clock.js';

const leaseMs = 3_000;

it('B5: a lease lasts for as long as its holder works, and no longer', async () => {
  const clock = manualClock();
  const store = memorySessionStore({ clock });
  const [mine, theirs] = ['one', 'two'].map((holder) => ({ key: 'session', holder })) as [
    { key: string; holder: string },
    { key: string; holder: string },
  ]; // there are two
  const row = { revision: 'first', owner: 'ann', record: 'sealed' };
  await store.write('session', { row, expected: null, ttlMs: 60_000 });
  expect(await store.lease(mine, leaseMs)).toBe(true);
  let done = (): void => undefined;
  const work = new Promise<void>((resolve) => (done = resolve));

  const held = holdLease(() => work, {
    hold: () => store.lease(mine, leaseMs),
    release: () => store.release(mine),
    everyMs: leaseMs / 4,
    clock,
  });
  await clock.advance(5 * leaseMs);
  expect(await store.lease(theirs, leaseMs)).toBe(false);
  done();
  await held;

  expect(await store.lease(theirs, leaseMs)).toBe(true);
  expect(clock.pending()).toBe(0);
});

it('B5: a lease that is being extended is given back after that, not before', async () => {
  const clock = manualClock();
  const done: string[] = [];
  let extended = (): void => undefined;
  let worked = (): void => undefined;
  const work = new Promise<void>((resolve) => (worked = resolve));
  const held = holdLease(() => work, {
    hold: () => new Promise<void>((resolve) => (extended = resolve)).then(() => done.push('extended')),
    release: async () => done.push('given back'),
    everyMs: 1_000,
    clock,
  });
  await clock.advance(1_000);

  worked();
  await new Promise(setImmediate);
  expect(done).toEqual([]);
  extended();
  await held;

  expect(done).toEqual(['extended', 'given back']);
});
