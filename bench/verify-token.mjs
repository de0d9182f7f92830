// One token at a merchant's backend, beside the libraries that people verify tokens with: in short rounds by turns, so that a busy
// moment of the machine hits all of them, and of each the tenth of rounds that were disturbed least.
import { parseArgs } from 'node:util';
import { drawCurve } from './lib/curve.mjs';
import { report } from './lib/report.mjs';
import { contenders, makeTokens } from './lib/token-contenders.mjs';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, times: { type: 'string', default: '20' } },
});
const [rounds, times] = [Number(values.rounds), Number(values.times)];
const algorithms = ['EdDSA', 'ES256', 'RS256'];

const figures = [];
for (const alg of algorithms) {
  const made = await makeTokens(alg, times);
  const rivals = Object.entries(await contenders(alg, made));
  const perToken = new Map(rivals.map(([name]) => [name, []]));
  for (let round = -2; round < rounds; round += 1) {
    // Each round begins with another one, so that nobody always runs right behind the same neighbour.
    for (let turn = 0; turn < rivals.length; turn += 1) {
      const [name, verify] = rivals[(turn + round + 2) % rivals.length];
      const start = performance.now();
      for (const token of made.tokens) await verify(token);
      const taken = ((performance.now() - start) * 1000) / times;
      if (round >= 0) perToken.get(name).push(taken); // the first two warm up
    }
  }
  const tenth = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 10)];
  const ofJose = tenth(perToken.get('jose jwtVerify'));
  const own = rivals.map(([name]) => {
    const best = tenth(perToken.get(name));
    return { alg, name, tenth: Math.round(best * 10) / 10, toJose: Math.round((best / ofJose) * 100) / 100 };
  });
  figures.push(...own);
  console.log(
    `${alg}, ${rounds} rounds of ${times} tokens, microseconds for one (the tenth percentile), and how it stands to jose:\n`,
  );
  const label = ({ name, toJose }) => `${name} (${toJose.toFixed(2)})`;
  console.log(`${drawCurve(own, { label, value: ({ tenth: best }) => best, unit: 'µs' })}\n`);
}
report('verify-token', figures);
