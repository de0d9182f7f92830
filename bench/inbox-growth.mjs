// The cost of a claim while an inbox fills up: the curve should be flat. PostgreSQL and Redis are measured where they
// answer (DATABASE_URL, REDIS_URL).
import { parseArgs } from 'node:util';
import { drawCurve } from './lib/curve.mjs';
import { openInboxes } from './lib/open-inboxes.mjs';
import { measure } from './lib/measure.mjs';
import { report } from './lib/report.mjs';

const { values } = parseArgs({
  options: {
    most: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '1000' },
    only: { type: 'string' },
  },
});
const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= Number(values.most));
const times = Number(values.times);
const figures = [];

for (const [name, open] of Object.entries(openInboxes)) {
  if (values.only !== undefined && values.only !== name) continue;
  const store = await open();
  if (store === undefined) {
    console.log(`SKIPPED: ${name}: no server answers`);
    continue;
  }
  try {
    for (const size of sizes) figures.push(await measureAt(name, { ...store, size }));
  } finally {
    await store.close();
  }
}

for (const name of new Set(figures.map(({ store }) => store))) {
  console.log(`\nA claim by the number of events that ${name} remembers, in microseconds (median):\n`);
  const points = figures.filter(({ store }) => store === name);
  console.log(
    drawCurve(points, {
      label: ({ size }) => size.toLocaleString('en'),
      value: ({ claim }) => claim.median,
      unit: 'µs',
    }),
  );
}
report('inbox-growth', figures);

async function measureAt(store, { inbox, fill, size }) {
  await fill(size); // keys `old:1` to `old:<size>`, all of them done
  const stride = Math.max(1, Math.floor(size / times));
  const claimNew = (round) => inbox.claim({ key: `new:${size}:${round}`, owner: 'bench' }, 30_000);
  const claimOld = (round) =>
    inbox.claim({ key: `old:${1 + ((round * stride) % size)}`, owner: 'bench' }, 30_000);
  const claim = await measure(claimNew, { times });
  const duplicate = await measure(claimOld, { times });
  const done = await claimOld(1);
  if (done.state !== 'done') throw new Error(`${store}: an event that was done is ${done.state}`);
  console.log(
    `${store}, ${size.toLocaleString('en')} events: ${claim.median} µs a claim, ${duplicate.median} µs a duplicate`,
  );
  return { store, size, claim, duplicate };
}
