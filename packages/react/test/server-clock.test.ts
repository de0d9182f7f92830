import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createServerClock } from '../src/index.js';

const start = Date.parse('2026-11-22T10:00:00.000Z');

/** A platform whose clock is so much ahead, and a network that takes its time. */
function world(aheadMs: number): {
  device: { now: number };
  fetch: (ms: readonly [number, number]) => typeof fetch;
} {
  const device = { now: start };
  return {
    device,
    fetch:
      ([there, back]) =>
      () => {
        device.now += there;
        const date = new Date(device.now + aheadMs).toUTCString(); // whole seconds
        device.now += back;
        return Promise.resolve(new Response(null, { headers: { date } }));
      },
  };
}

test('goes by the platform, wherever the device thinks that it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -1e8, max: 1e8 }),
      fc.array(fc.tuple(fc.nat(900), fc.nat(900)), { minLength: 1, maxLength: 12 }),
      async (aheadMs, trips) => {
        const { device, fetch } = world(aheadMs);
        let trip = trips[0]!;
        const clock = createServerClock({
          now: () => device.now,
          fetch: (...given) => fetch(trip)(...given),
        });
        for (trip of trips) {
          await clock.fetch('https://platform.example');
          device.now += 377;
        }

        const off = Math.abs(clock.now() - (device.now + aheadMs));
        expect(off).toBeLessThanOrEqual(
          (Math.min(...trips.map(([there, back]) => there + back)) + 1_000) / 2 + 1,
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('begins anew when the clock of the device is set', async () => {
  const { device, fetch } = world(0);
  let turned = 0;
  const clock = createServerClock({ now: () => device.now + turned, fetch: fetch([10, 10]) });
  await clock.fetch('https://platform.example');

  turned = -3_600_000;
  await clock.fetch('https://platform.example');

  expect(Math.abs(clock.now() - device.now)).toBeLessThan(1_100);
});

test('goes by the device where Date cannot be read', async () => {
  const clock = createServerClock({ now: () => start, fetch: () => Promise.resolve(new Response()) });

  await clock.fetch('https://platform.example');

  expect(clock.now()).toBe(start);
});

test('what the platform answers passes through as it is', async () => {
  const answer = new Response('text');
  const clock = createServerClock({ fetch: () => Promise.resolve(answer) });

  expect(await clock.fetch('https://platform.example')).toBe(answer);
});
