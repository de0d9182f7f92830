// One call of a client against a plain server on this machine: a signed GET and a signed POST of ours, and what others send,
// one after the other and 50 at a time.
import { parseArgs } from 'node:util';
import { callContenders } from './lib/call-contenders.mjs';
import { openPlainServer } from './lib/open-plain-server.mjs';
import { report } from './lib/report.mjs';
import { inRatio, inRounds, printFigures } from './lib/rounds.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '60' }, times: { type: 'string', default: '50' } },
});
const [rounds, times] = [Number(values.rounds), Number(values.times)];
const to = 'ky, bare';

const server = await openPlainServer();
const { gets, posts, close } = callContenders(server.port);
const figures = [];
for (const [kind, rivals] of Object.entries({ GET: gets, POST: posts })) {
  await compare(`${kind.toLowerCase()}-sequential`, { title: `A ${kind}, one after the other`, rivals });
  await compare(`${kind.toLowerCase()}-parallel`, {
    title: `A ${kind}, 50 at a time`,
    rivals,
    atOnce: 50,
  });
}
report('client-calls', figures);
await close();
server.close();

async function compare(id, { title, rivals, atOnce = 1 }) {
  const own = inRatio(await inRounds(rivals, { rounds, times, atOnce }), to);
  printFigures(title, own, to);
  figures.push({ id, title, to, figures: own });
}
