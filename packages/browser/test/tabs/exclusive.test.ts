import { expect, test } from 'vitest';
import { createExclusive } from '../../src/tabs/exclusive.js';
import type { LockManagerLike } from '../../src/tabs/lock-manager-like.js';
import { createTabChannel } from '../../src/tabs/tab-channel.js';
import { openTab } from '../session/support/tab.js';
import { virtualTime } from '../session/support/virtual-time.js';

function exclusiveWith(locks: LockManagerLike): {
  run: (task: () => Promise<void>) => Promise<void>;
  time: ReturnType<typeof virtualTime>;
} {
  const time = virtualTime();
  const { clock } = openTab(time);
  const channel = createTabChannel({ connect: null, name: 'test', onMessage: () => undefined });
  const exclusive = createExclusive({
    locks,
    channel,
    clock,
    name: 'lock',
    patienceMs: 1_500,
    holdMs: 12_000,
  });
  return { run: (task) => exclusive.run(task), time };
}

test('what is granted after it was given up does not run a second time', async () => {
  const granted: (() => Promise<unknown>)[] = [];
  const { run, time } = exclusiveWith({
    request: (_name, _options, hold) =>
      new Promise((resolve) => {
        granted.push(() => hold().then(resolve));
      }),
  });
  let runs = 0;

  await time.until(run(async () => void (runs += 1)));
  for (const grant of granted) await grant();

  expect(granted).toHaveLength(2);
  expect(runs).toBe(1);
  expect(time.pending).toBe(0);
});

test('what fails under the lock fails once, and is not tried without it', async () => {
  let runs = 0;
  const { run, time } = exclusiveWith({ request: (_name, _options, hold) => hold() });

  const failed = run(async () => {
    runs += 1;
    throw new Error('a failure');
  });

  await expect(time.until(failed)).rejects.toThrow('a failure');
  expect(runs).toBe(1);
  expect(time.pending).toBe(0);
});
