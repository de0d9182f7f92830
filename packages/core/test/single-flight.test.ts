import { expect, test } from 'vitest';
import { singleFlight } from '../src/single-flight.js';
import { createGate } from './support/gate.js';

test('shares one run among all who call meanwhile, and starts afresh afterwards', async () => {
  let runs = 0;
  const gate = createGate<string>();
  const load = singleFlight(() => {
    runs += 1;
    return runs === 1 ? gate.promise : Promise.resolve('second');
  });

  const callers = [load(), load(), load()];
  gate.open('first');

  expect(await Promise.all(callers)).toEqual(['first', 'first', 'first']);
  expect(runs).toBe(1);
  expect(await load()).toBe('second');
});

test('gives a failure to all who share it and does not keep it', async () => {
  let runs = 0;
  const load = singleFlight(async () => {
    runs += 1;
    if (runs === 1) throw new Error('down');
    return runs;
  });

  const results = await Promise.allSettled([load(), load()]);

  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
  expect(await load()).toBe(2);
});

test('rejects where the run throws before it returns a promise', async () => {
  const load = singleFlight((): Promise<never> => {
    throw new Error('at once');
  });

  await expect(load()).rejects.toThrow('at once');
  await expect(load()).rejects.toThrow('at once');
});

test('runs again for a caller that calls as soon as the shared run is over', async () => {
  let runs = 0;
  const load = singleFlight(async () => (runs += 1));

  expect(await load().then(() => load())).toBe(2);
});
