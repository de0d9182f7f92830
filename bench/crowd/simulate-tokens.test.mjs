import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDecisions } from './load-sdk.mjs';
import { policies } from './policies/policies.mjs';
import { total } from './series.mjs';
import { simulateTokens } from './simulate-tokens.mjs';

const minute = 60_000;
const sdk = await loadDecisions();
const outage = { from: 64 * minute, until: 67 * minute };
const run = (name, given = {}) =>
  simulateTokens({ shoppers: 1_500, seed: 7, policy: policies[name](sdk), platform: { outage }, ...given });

for (const name of Object.keys(policies)) {
  test(`${name}: every request is counted once, with one outcome and one end`, () => {
    for (const seed of [1, 2, 3]) {
      const { signIns, refreshes, requests, outcomes, answered, dropped } = run(name, { seed });

      assert.equal(total(signIns) + total(refreshes), requests);
      assert.equal(total(outcomes), requests);
      assert.equal(answered + dropped, total(refreshes));
      assert.ok(outcomes[3] + outcomes[4] > 0, 'the outage is felt');
    }
  });

  test(`${name}: the same seed has the same result, another one has not`, () => {
    const [one, other, third] = [run(name), run(name), run(name, { seed: 8 })];

    assert.deepEqual(one, other);
    assert.notDeepEqual(one.refreshes, third.refreshes);
  });

  test(`${name}: everybody who was hit by the outage is served again`, () => {
    const { hit, drain99Ms, neverDrained } = run(name);

    assert.ok(hit > 20);
    assert.ok(drain99Ms > 0);
    assert.equal(neverDrained, 0);
  });
}

test('ours loses no place in an outage', () => {
  assert.equal(run('ours').lostPlaces, 0);
});

test('a platform that does not repeat an answer costs places, which the simulation sees', () => {
  const { lostPlaces, outcomes } = run('ours', { platform: { outage, leewayMs: 0, lostShare: 0.02 } });

  assert.ok(lostPlaces > 10);
  assert.equal(outcomes[5], lostPlaces);
});

test('a policy that takes 429 for an end loses places, which the simulation sees', () => {
  // Ten minutes' outage and a platform that then takes little: supabase ends sessions whose token has run out.
  const away = { from: 55 * minute, until: 65 * minute };
  const platform = { outage: away, capacityPerShopper: 0.001, lostShare: 0 };

  assert.equal(run('ours', { platform }).lostPlaces, 0);
  assert.ok(run('supabase', { platform }).lostPlaces > 10);
});
