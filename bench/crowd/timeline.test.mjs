import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDice } from './dice.mjs';
import { createTimeline } from './timeline.mjs';

const horizonMs = 10_000;

test('every event comes once, in order, and time never runs back', () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const dice = createDice(seed);
    const timeline = createTimeline({ horizonMs, bucketMs: 1 + Math.floor(dice(0, 1) * 700) });
    let planned = 0;
    const plan = (time) => timeline.at(time, { actor: planned++, kind: 1 });
    for (let count = 0; count < 300; count += 1) plan(dice(count, 2) * horizonMs * 1.1);
    const seen = new Set();
    let before = 0;
    while (timeline.next()) {
      assert.ok(timeline.now >= before, `${timeline.now} after ${before}`);
      assert.ok(!seen.has(timeline.actor));
      seen.add(timeline.actor);
      before = timeline.now;
      // Some cause others, at once or later.
      if (planned < 3_000) plan(timeline.now + (dice(planned, 3) < 0.3 ? 0 : dice(planned, 4) * 2_000));
    }
    assert.equal(seen.size + timeline.beyond, planned);
  }
});

test('events of one moment come in the order in which they were planned', () => {
  const timeline = createTimeline({ horizonMs });
  for (let actor = 0; actor < 100; actor += 1) timeline.at(500, { actor, kind: 0 });
  const order = [];
  while (timeline.next()) order.push(timeline.actor);

  assert.deepEqual(
    order,
    Array.from({ length: 100 }, (_, actor) => actor),
  );
});

test('nothing can be planned for the past', () => {
  const timeline = createTimeline({ horizonMs });
  timeline.at(500, { actor: 0, kind: 0 });
  timeline.next();

  assert.throws(() => timeline.at(499, { actor: 0, kind: 0 }), RangeError);
  assert.throws(() => timeline.at(NaN, { actor: 0, kind: 0 }), RangeError);
});
