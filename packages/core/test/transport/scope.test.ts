import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { openScope } from '../../src/transport/scope.js';
import { createFakeClock } from '../support/fake-clock.js';

test('is ended by its time', () => {
  const clock = createFakeClock();
  const scope = openScope({ clock, timeoutMs: 50, signal: undefined });

  clock.advance(49);
  expect(scope.signal.aborted).toBe(false);
  clock.advance(1);

  expect(scope.timedOut()).toBe(true);
  expect(scope.signal.reason).toMatchObject({ name: 'TimeoutError', message: '50 ms are over.' });
});

test('is ended by the outer signal, also where its time is over before anybody noticed', () => {
  const clock = createFakeClock();
  const outer = new AbortController();
  const scope = openScope({ clock, timeoutMs: 50, signal: outer.signal });

  outer.abort('outer');
  clock.advance(50);

  expect([scope.timedOut(), scope.signal.reason]).toEqual([false, 'outer']);
});

test('leaves nothing behind, closed once or twice', () => {
  const clock = createFakeClock();
  const { signal } = new AbortController();
  const scope = openScope({ clock, timeoutMs: 50, signal });

  scope.close();
  scope.close();

  expect(clock.pending).toBe(0);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});
