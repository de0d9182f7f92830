// One token at a merchant's backend, beside the libraries that people verify tokens with.
import { parseArgs } from 'node:util';
import { report } from './lib/report.mjs';
import { inRatio, inRounds, printFigures } from './lib/rounds.mjs';
import { contenders, makeTokens } from './lib/token-contenders.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, times: { type: 'string', default: '20' } },
});
const [rounds, times] = [Number(values.rounds), Number(values.times)];
const to = 'jose jwtVerify';

const figures = [];
for (const alg of ['EdDSA', 'ES256', 'RS256']) {
  const made = await makeTokens(alg, times);
  const rivals = Object.entries(await contenders(alg, made)).map(([name, verify]) => {
    let next = 0;
    return [name, () => verify(made.tokens[next++ % times])];
  });
  // A turn of ten calls that take microseconds would mostly show how cold the turn before it left the processor.
  const isQuick = ([name]) => name.endsWith(', remembered');
  const slow = Object.fromEntries(rivals.filter((rival) => !isQuick(rival)));
  const quick = Object.fromEntries(rivals.filter(isQuick));
  const own = inRatio(
    [...(await inRounds(slow, { rounds, times })), ...(await inRounds(quick, { rounds, times: times * 20 }))],
    to,
  );
  printFigures(alg, own, to);
  figures.push({ id: alg, title: `A token signed with ${alg}`, to, figures: own });
}
report('verify-token', figures);
