// The cost of asking for the place in line while the queue grows: the curve should be flat.
import { parseArgs } from 'node:util';
import { drawCurve } from './lib/curve.mjs';
import { measure } from './lib/measure.mjs';
import { openShop } from './lib/open-shop.mjs';
import { report } from './lib/report.mjs';

const { values } = parseArgs({
  options: { most: { type: 'string', default: '100000' }, times: { type: 'string', default: '2000' } },
});
const sizes = [100, 1_000, 10_000, 100_000].filter((size) => size <= Number(values.most));
const times = Number(values.times);

// Nobody is admitted meanwhile: the clock stands still.
const { organization, page, guest } = openShop();
const { id } = organization.queue;
const tokens = [];
const figures = [];

for (const size of sizes) {
  while (tokens.length < size) {
    const token = await guest();
    await page('POST', `/queues/${id}/enter`, { token });
    tokens.push(token);
  }
  // Whoever asks stands anywhere in the line; the stride visits all parts of it.
  const stride = Math.max(1, Math.floor(size / times)) + 1;
  const ask = (round) => page('GET', `/queues/${id}/status`, { token: tokens[(round * stride) % size] });
  figures.push({ size, ...(await measure(ask, { times })) });
  console.log(`${size.toLocaleString('en').padStart(8)} wait: ${figures.at(-1).median} µs for a status`);
}

console.log('\nA status by the length of the queue, in microseconds (median):\n');
console.log(
  drawCurve(figures, {
    label: ({ size }) => size.toLocaleString('en'),
    value: ({ median }) => median,
    unit: 'µs',
  }),
);
report('queue-growth', figures);
