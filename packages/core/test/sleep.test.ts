import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { sleep } from '../src/sleep.js';
import { createFakeClock } from './support/fake-clock.js';

test('wakes when it is time and leaves no listener', async () => {
  const clock = createFakeClock();
  const { signal } = new AbortController();
  const done = sleep(1_000, { clock, signal });

  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  clock.advance(1_000);
  await done;
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('stops at once with the reason of the signal and leaves no timer', async () => {
  const clock = createFakeClock();
  const controller = new AbortController();
  const done = sleep(1_000, { clock, signal: controller.signal });

  controller.abort(new Error('enough'));
  await expect(done).rejects.toThrow('enough');
  expect(clock.pending).toBe(0);
});

test('does not begin under an aborted signal', async () => {
  const clock = createFakeClock();

  await expect(sleep(1_000, { clock, signal: AbortSignal.abort(new Error('before')) })).rejects.toThrow(
    'before',
  );
  expect(clock.pending).toBe(0);
});
