// One call of the mock in the process, by who makes it: nothing of it should be felt in a test suite.
import { parseArgs } from 'node:util';
import { FanfareServer } from '../packages/node/dist/index.js';
import { drawCurve } from './lib/curve.mjs';
import { measure } from './lib/measure.mjs';
import { openShop } from './lib/open-shop.mjs';
import { report } from './lib/report.mjs';

const { values } = parseArgs({ options: { times: { type: 'string', default: '3000' } } });
const times = Number(values.times);
const { platform, organization, page, guest } = openShop({ admitRate: 0.001 });
const { queue, experience, keys } = organization;
const token = await guest();
await page('POST', `/queues/${queue.id}/enter`, { token });
const server = new FanfareServer({
  secretKey: keys.test.secret,
  baseUrl: platform.origin,
  fetch: platform.fetch,
});
const consumer =
  (await page('GET', `/consumers/me`, { token })) && (await page('POST', '/auth/guest')).session;

const calls = {
  'a page reads an experience': () => page('GET', `/experiences/${experience.id}`),
  'a shopper asks for the place in line': () => page('GET', `/queues/${queue.id}/status`, { token }),
  'a shopper opens a session': () => page('POST', '/auth/guest'),
  'a server reads a consumer, signed, by the Node SDK': () => server.consumers.get(consumer.consumerId),
};

const figures = [];
for (const [name, call] of Object.entries(calls)) figures.push({ name, ...(await measure(call, { times })) });

console.log(`One request in the process, ${times} times each, in microseconds (median):\n`);
console.log(drawCurve(figures, { label: ({ name }) => name, value: ({ median }) => median, unit: 'µs' }));
report('mock-request', figures);
