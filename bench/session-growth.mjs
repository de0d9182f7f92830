// The cost of a call of the mock while sessions gather in it: a test or a load test must not grow slower as it runs.
import { parseArgs } from 'node:util';
import { measure } from './lib/measure.mjs';
import { openShop } from './lib/open-shop.mjs';
import { report } from './lib/report.mjs';

const { values } = parseArgs({
  options: { most: { type: 'string', default: '30000' }, times: { type: 'string', default: '1000' } },
});
const sizes = [100, 1_000, 10_000, 30_000].filter((size) => size <= Number(values.most));
const times = Number(values.times);
const { page, guest } = openShop({ admitRate: 0.001 });
const tokens = [];
const figures = [];

for (const size of sizes) {
  while (tokens.length < size) tokens.push(await guest());
  const stride = Math.max(1, Math.floor(size / times)) + 1;
  const read = await measure(
    (round) => page('GET', '/consumers/me', { token: tokens[(round * stride) % size] }),
    { times },
  );
  const open = await measure(() => guest(), { times: Math.min(times, 200) });
  figures.push({ size, read, open });
  console.log(
    `${size.toLocaleString('en')} sessions: ${read.median} µs for a read, ${open.median} µs to open one`,
  );
}
report('session-growth', figures);
