// The cost of a merchant's session while their number grows: one is read with every call of a page, written with every renewal,
// and all those of a shopper are looked up to sign out everywhere.
import { parseArgs } from 'node:util';
import { measure } from './lib/measure.mjs';
import { openSessionStores, rowOf, ttlMs } from './lib/open-session-stores.mjs';
import { report } from './lib/report.mjs';

const { values } = parseArgs({
  options: { most: { type: 'string', default: '100000' }, times: { type: 'string', default: '500' } },
});
const sizes = [100, 1_000, 10_000, 100_000].filter((size) => size <= Number(values.most));
const times = Number(values.times);
const figures = [];

for (const [name, open] of Object.entries(openSessionStores)) {
  const opened = await open();
  if (opened === undefined) {
    console.log(`SKIPPED: ${name}: no server answers`);
    continue;
  }
  const { store, fill, close } = opened;
  let filled = 0;
  try {
    for (const size of sizes) {
      await fill(filled, size);
      filled = size;
      figures.push({ store: name, size, ...(await measureAt(store, size)) });
      console.log(JSON.stringify(figures.at(-1)));
    }
  } finally {
    await close();
  }
}
report('merchant-session-growth', figures);

async function measureAt(store, size) {
  const stride = Math.max(1, Math.floor(size / times));
  const numberOf = (round) => (round * stride) % size;
  const read = await measure((round) => found(store.read(`key_${numberOf(round)}`)), { times });
  const owner = await measure((round) => found(store.keysOf(`own_${numberOf(round) >> 1}`)), {
    times: Math.min(times, 100),
  });
  let written = 0;
  const replace = async (round) => {
    const number = numberOf(round);
    const { revision } = await store.read(`key_${number}`);
    written += 1;
    const row = rowOf(number, `${revision}.${written}`.slice(-64));
    const isWritten = await store.write(`key_${number}`, { row, expected: revision, ttlMs });
    if (!isWritten) throw new Error(`session ${number} was not written`);
  };
  const write = await measure(replace, { times });
  return { read, owner, write };
}

async function found(promise) {
  const value = await promise;
  if (value === null || value.length === 0) throw new Error('a session was not found');
}
