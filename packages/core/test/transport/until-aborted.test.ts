import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { untilAborted } from '../../src/transport/until-aborted.js';

const never = new Promise<never>(() => undefined);

test('gives what the promise gives, and leaves no listener for every chunk of a body', async () => {
  const { signal } = new AbortController();

  expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
  await expect(untilAborted(Promise.reject(new Error('its own')), signal)).rejects.toThrow('its own');

  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('stops waiting when the signal is aborted, before or meanwhile', async () => {
  const controller = new AbortController();
  const waiting = untilAborted(never, controller.signal);

  controller.abort(new Error('enough'));

  await expect(waiting).rejects.toThrow('enough');
  await expect(untilAborted(never, controller.signal)).rejects.toThrow('enough');
});

test('lets a promise fail unheard after that', async () => {
  const late = Promise.reject(new Error('late')); // an unhandled rejection would fail the run
  await expect(untilAborted(late, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
});
