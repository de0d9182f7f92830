import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pollers } from '../jobs.mjs';
import { loadDecisions } from '../load-sdk.mjs';
import { total } from '../series.mjs';
import { measurePoller } from './measure-poller.mjs';
import { simulatePolling } from './simulate-polling.mjs';

const sdk = await loadDecisions();
const given = (name) => ({ ...pollers[name](sdk), reconnectDelay: sdk.reconnectDelay, shoppers: 20_000 });
const run = (name, more = {}) => simulatePolling({ ...given(name), sample: 1_000, seed: 3, ...more });

for (const name of Object.keys(pollers)) {
  test(`${name}: every request is counted once, in one part of the sample`, () => {
    const { polls, connects, byBatch, requests, answered, failed } = run(name);

    assert.equal(total(polls) + total(connects), requests);
    assert.equal(answered + failed, requests);
    assert.equal(
      byBatch.reduce((sum, list) => sum + total(list), 0),
      requests,
    );
  });

  test(`${name}: the same seed has the same result`, () => {
    assert.deepEqual(run(name), run(name));
    assert.notEqual(run(name).requests, run(name, { seed: 4 }).requests);
  });
}

test('a sample tells what the whole crowd does, within the error that it states', () => {
  const whole = measurePoller({ ...given('adaptive'), sample: 20_000, seed: 5 });
  const part = measurePoller({ ...given('adaptive'), sample: 2_000, seed: 6 });

  // Twice the half width: one of 20 intervals of 95 % misses by chance.
  assert.ok(Math.abs(part.steady - whole.steady) < 2 * (part.steadyError + whole.steadyError));
  assert.ok(Math.abs(part.outage.value - whole.outage.value) < 3 * (part.outage.error + whole.outage.error));
  assert.ok(part.steadyError < part.steady * 0.05);
});

test('an outage makes pages of the SDK ask less than twice as often, as it did not before', () => {
  const now = measurePoller({ ...given('adaptive'), sample: 4_000, seed: 1 });
  const before = measurePoller({ ...given('before'), sample: 4_000, seed: 1 });

  assert.ok(now.outage.value < 2 * now.steady, `${now.outage.value} of ${now.steady}`);
  assert.ok(before.outage.value > 3 * before.steady);
});
