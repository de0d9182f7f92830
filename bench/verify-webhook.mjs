// One delivery of a webhook, beside what one would write by hand and the libraries of others; good ones, and a stale forgery.
import { parseArgs } from 'node:util';
import { inRatio, inRounds, printFigures } from './lib/rounds.mjs';
import { report } from './lib/report.mjs';
import { forgeries, makeDelivery, rivals, webRivals } from './lib/webhook-contenders.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, times: { type: 'string', default: '50' } },
});
const [rounds, times] = [Number(values.rounds), Number(values.times)];
const bodies = {
  '1 KB': { size: 1_000 },
  '10 KB': { size: 10_000 },
  '100 KB': { size: 100_000 },
  '10 KB beyond ASCII': { size: 10_000, text: 'Größe 券 ' },
};

const figures = [];
for (const [name, wanted] of Object.entries(bodies)) {
  const delivery = makeDelivery(wanted);
  await compare(`${name}, verified and parsed`, rivals(delivery), 'by hand');
  await compare(`${name}, with WebCrypto`, await webRivals(delivery), 'WebCrypto by hand');
}
await compare('100 KB, a forgery that is an hour old', forgeries(makeDelivery({ size: 100_000 })), 'ours');
report('verify-webhook', figures);

async function compare(title, contenders, to) {
  const own = inRatio(await inRounds(contenders, { rounds, times }), to);
  printFigures(title, own, to);
  figures.push({ title, to, figures: own });
}
