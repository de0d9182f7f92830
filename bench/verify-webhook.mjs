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
  '1kb': { name: '1 KB', size: 1_000 },
  '10kb': { name: '10 KB', size: 10_000 },
  '100kb': { name: '100 KB', size: 100_000 },
  'non-ascii': { name: '10 KB beyond ASCII', size: 10_000, text: 'Größe 券 ' },
};

const figures = [];
for (const [id, { name, ...wanted }] of Object.entries(bodies)) {
  const delivery = makeDelivery(wanted);
  await compare(id, {
    title: `A delivery of ${name}, verified and parsed`,
    rivals: rivals(delivery),
    to: 'by hand',
  });
  const web = await webRivals(delivery);
  await compare(`${id}-web`, {
    title: `A delivery of ${name}, with WebCrypto`,
    rivals: web,
    to: 'WebCrypto by hand',
  });
}
const forged = forgeries(makeDelivery({ size: 100_000 }));
await compare('stale', {
  title: 'A forgery of 100 KB that is an hour old, refused',
  rivals: forged,
  to: 'ours',
});
report('verify-webhook', figures);

async function compare(id, { title, rivals: contenders, to }) {
  const own = inRatio(await inRounds(contenders, { rounds, times }), to);
  printFigures(title, own, to);
  figures.push({ id, title, to, figures: own });
}
